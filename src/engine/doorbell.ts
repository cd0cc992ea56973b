import type { Clock } from '../ports/clock.ts'
import { noMore } from './no-more.ts'

/** No single sleep is longer: timers of machines overflow at 24 days. */
const sleepMsMax = 24 * 60 * 60 * 1000

/** Wakes one loop. A ring while nobody waits is kept for the next wait, and so are the streams it rang for. */
export class Doorbell {
  readonly #clock: Clock
  #hasRung = false
  #streams = new Set<string>()
  #wake: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  ring(stream?: string): void {
    this.#hasRung = true
    if (stream !== undefined) this.#streams.add(stream)
    this.#wake?.()
  }

  /** The streams it rang for since it was asked last. */
  takeStreams(): ReadonlySet<string> {
    const streams = this.#streams
    this.#streams = new Set()
    return streams
  }

  /** Until it rings, the time is over, or the signal aborts. Null: only a ring or the signal ends it. True: it has rung. */
  async wait(ms: number | null, signal: AbortSignal): Promise<boolean> {
    if (!this.#hasRung && !signal.aborted) {
      const awake = new AbortController()
      this.#wake = () => awake.abort(noMore)
      signal.addEventListener('abort', this.#wake, { once: true })
      await this.#clock.sleep(Math.min(ms ?? sleepMsMax, sleepMsMax), awake.signal)
      signal.removeEventListener('abort', this.#wake)
      this.#wake = null
    }
    const hasRung = this.#hasRung
    this.#hasRung = false
    return hasRung
  }
}

/** How long until the first of these moments. Null: there is none. */
export function msUntil(now: number, ...moments: readonly (number | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null)
  return known.length === 0 ? null : Math.max(0, Math.min(...known) - now)
}
