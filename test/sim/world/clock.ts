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
