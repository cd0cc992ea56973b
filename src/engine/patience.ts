import type { Clock } from '../ports/clock.ts'
import { noMore } from './no-more.ts'

/** How a call came out, as a value: one that nobody waits for any more must not fail the process. */
export type Settled<Value> = { readonly kind: 'returned'; readonly value: Value } | { readonly kind: 'threw'; readonly error: unknown }

/** A call under way, which may never return. */
export interface Call<Value> {
  /** Null after so long without an answer, or when the signal aborts. The call goes on, and may be waited for again. */
  wait(ms: number, signal: AbortSignal): Promise<Settled<Value> | null>
  readonly settled: Promise<Settled<Value>>
}

export function callOf<Value>(clock: Clock, perform: () => Promise<Value>): Call<Value> {
  const settled = settledOf(perform)
  return {
    settled,
    async wait(ms, signal) {
      const over = new AbortController()
      const end = () => over.abort(noMore)
      signal.addEventListener('abort', end, { once: true })
      if (signal.aborted) end()
      const result = await Promise.race([settled, clock.sleep(ms, over.signal).then(() => null)])
      signal.removeEventListener('abort', end)
      end()
      return result
    },
  }
}

async function settledOf<Value>(perform: () => Promise<Value>): Promise<Settled<Value>> {
  try {
    return { kind: 'returned', value: await perform() }
  } catch (error) {
    return { kind: 'threw', error }
  }
}
