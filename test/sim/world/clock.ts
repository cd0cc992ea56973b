import type { Clock } from '../../../src/ports/clock.ts'
import type { VirtualClock } from '../../../src/lib/virtual-clock.ts'

/** The clock on a machine's wall: somebody may set it, and sleeping takes as long as ever. */
export class WallClock implements Clock {
  skewMs = 0
  readonly #time: VirtualClock

  constructor(time: VirtualClock) {
    this.#time = time
  }

  now(): number {
    return this.#time.now() + this.skewMs
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#time.sleep(ms, signal)
  }
}

/** One machine's clock, which goes before the others': leases seem to have run out to it that others still believe in. */
export function ahead(clock: Clock, ms: number): Clock {
  return { now: () => clock.now() + ms, sleep: (time, signal) => clock.sleep(time, signal) }
}
