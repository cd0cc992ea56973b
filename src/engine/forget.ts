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

/** Forgets what was answered and what ended long ago, a little at a time, for as long as the engine runs. */
export async function forgetOldOnes({ store, clock, limits, report }: ForgetParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(limits.forgetEveryMs, signal)
    if (signal.aborted) return
    const now = clock.now()
    try {
      await store.prune(now - limits.rememberMs, limits.forgetMax)
    } catch (error) {
      report({ kind: 'store', doing: 'forgetting what is old', error, retryAt: now + limits.forgetEveryMs })
    }
  }
}
