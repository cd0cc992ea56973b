import { setImmediate as turnOfTheEventLoop } from 'node:timers/promises'

interface Sleeper {
  readonly at: number
  readonly number: number
  readonly wake: () => void
}

/**
 * Time that moves only when it is told to. Whoever sleeps is woken in order of time, and of
 * two at one moment the one who fell asleep first; after each, everything that can run runs
 * before the next is woken. The same program on the same clock takes the same steps.
 */
export class VirtualClock {
  #now: number
  #count = 0
  readonly #sleepers = new Set<Sleeper>()

  constructor(now = 0) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const sleeper: Sleeper = { at: this.#now + Math.max(0, ms), number: this.#count++, wake: end }
      const sleepers = this.#sleepers
      sleepers.add(sleeper)
      signal?.addEventListener('abort', end, { once: true })
      function end(): void {
        sleepers.delete(sleeper)
        signal?.removeEventListener('abort', end)
        resolve()
      }
    })
  }

  /** When the next sleeper wants to be woken. Null: nobody sleeps. */
  nextWake(): number | null {
    return this.#first()?.at ?? null
  }

  /** Sets the time without waking anybody: a machine whose clock is set, also backwards. */
  jumpTo(now: number): void {
    this.#now = now
  }

  /** Runs everything that can run now, and wakes those who slept until now. */
  async settle(): Promise<void> {
    await this.advanceTo(this.#now)
  }

  async advance(ms: number): Promise<void> {
    await this.advanceTo(this.#now + ms)
  }

  /** Moves to a moment by way of every sleeper before it. */
  async advanceTo(until: number): Promise<void> {
    await turnOfTheEventLoop()
    for (let next = this.#first(); next && next.at <= until; next = this.#first()) {
      this.#now = Math.max(this.#now, next.at)
      next.wake()
      await turnOfTheEventLoop()
    }
    this.#now = Math.max(this.#now, until)
  }

  /** Moves on until a promise is settled, and gives what it gives. Fails when all sleep for good, or at `limitMs`. */
  async until<Value>(promise: Promise<Value>, limitMs = Number.POSITIVE_INFINITY): Promise<Value> {
    const limit = this.#now + limitMs
    let isSettled = false
    const settled = () => {
      isSettled = true
    }
    promise.then(settled, settled)
    await turnOfTheEventLoop()
    while (!isSettled) {
      const next = this.#first()
      if (!next || next.at > limit) throw new Error(next ? `Not settled after ${limitMs} ms` : 'Not settled, and nobody sleeps')
      await this.advanceTo(next.at)
    }
    return promise
  }

  #first(): Sleeper | null {
    let first: Sleeper | null = null
    for (const sleeper of this.#sleepers) {
      if (!first || sleeper.at < first.at || (sleeper.at === first.at && sleeper.number < first.number)) first = sleeper
    }
    return first
  }
}
