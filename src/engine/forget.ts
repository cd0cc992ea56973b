import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import type { Report } from './fault.ts'
import type { Limits } from './limits.ts'

interface ForgetParts {
  readonly store: Store
  readonly clock: Clock
  readonly limits: Limits
  readonly report: Report
}

/** Forgets what was answered and what ended long ago, a little at a time: soon after the start, and then now and then. */
export async function forgetOldOnes({ store, clock, limits, report }: ForgetParts, signal: AbortSignal): Promise<void> {
  let hasMore = true
  while (!signal.aborted) {
    await clock.sleep(hasMore ? limits.forgetPauseMs : limits.forgetEveryMs, signal)
    if (signal.aborted) return
    const now = clock.now()
    hasMore = false
    try {
      // Of inputs and of effects so many each: with less than that in all, there are no more of either.
      hasMore = (await store.prune(now - limits.rememberMs, limits.forgetMax)) >= limits.forgetMax
    } catch (error) {
      report({ kind: 'store', doing: 'forgetting what is old', error, retryAt: now + limits.forgetEveryMs })
    }
  }
}
