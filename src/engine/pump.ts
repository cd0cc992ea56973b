import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { backoffMs, type Jitter } from './backoff.ts'
import { msUntil, type Doorbell } from './doorbell.ts'
import type { Report } from './fault.ts'
import type { Limits } from './limits.ts'
import type { NextTurn } from './turn.ts'

export interface PumpParts {
  readonly store: Store
  readonly clock: Clock
  readonly bell: Doorbell
  readonly limits: Limits
  readonly owner: string
  readonly jitter: Jitter
  readonly report: Report
  readonly take: (stream: string, isDue: boolean) => Promise<NextTurn>
}

/**
 * Gives every stream that is due one turn after the other, round by round, so that a
 * stream with a long inbox delays the others by one batch and not by its inbox. The bell tells which stream
 * has something new; the store is asked at the start, when a wake may have come, and for what other engines left.
 */
export class Pump {
  readonly #parts: PumpParts
  /** Streams that failed, and when they are tried again. */
  readonly #resting = new Map<string, { readonly failures: number; readonly until: number }>()
  /** When time alone may make a stream due. Null: never. */
  #next: NextTurn = 'ask'
  #storeFailures = 0

  constructor(parts: PumpParts) {
    this.#parts = parts
  }

  async run(signal: AbortSignal): Promise<void> {
    const { bell, limits } = this.#parts
    while (!signal.aborted) {
      const waitMs = await this.#round(signal)
      if (waitMs === 0) continue
      const hasRung = await bell.wait(shorter(waitMs, limits.pollMs), signal)
      if (!hasRung) this.#next = 'ask'
    }
  }

  /** How long nothing is to be done, unless the bell rings. Null: for good. */
  async #round(signal: AbortSignal): Promise<number | null> {
    const { clock, bell, limits } = this.#parts
    const now = clock.now()
    const due = await this.#due(now)
    if (typeof due === 'number') {
      await clock.sleep(due, signal)
      return 0
    }
    const names = [...new Set([...due, ...bell.takeStreams()])]
    const isReady = (name: string): boolean => (this.#resting.get(name)?.until ?? now) <= now
    for (const name of names) if (!isReady(name)) this.#noLaterThan(this.#resting.get(name)?.until ?? null)
    const ready = names.filter(isReady)
    for (let index = 0; index < ready.length && !signal.aborted; index += limits.streamsAtOnceMax) {
      const turns = ready.slice(index, index + limits.streamsAtOnceMax).map((name) => this.#turn(name, due.includes(name)))
      for (const next of await Promise.all(turns)) this.#noLaterThan(next)
    }
    return this.#next === 'ask' ? 0 : msUntil(clock.now(), this.#next)
  }

  /** Streams that are due by the store's account, as far as it has to be asked. A number: it failed, and rests so long. */
  async #due(now: number): Promise<readonly string[] | number> {
    if (this.#next !== 'ask' && (this.#next === null || this.#next > now)) return []
    const { store, owner } = this.#parts
    const due = await this.#orRest('listing what is due', store.due(owner, now))
    if (typeof due === 'number') return due
    this.#next = due.next
    return due.streams
  }

  #noLaterThan(next: NextTurn): void {
    if (this.#next === 'ask' || next === 'ask') this.#next = 'ask'
    else if (next !== null) this.#next = Math.min(this.#next ?? next, next)
  }

  async #turn(name: string, isDue: boolean): Promise<NextTurn> {
    const { take, clock, limits, jitter, report } = this.#parts
    try {
      const next = await take(name, isDue)
      this.#resting.delete(name)
      return next
    } catch (error) {
      const failures = (this.#resting.get(name)?.failures ?? 0) + 1
      const until = clock.now() + backoffMs(failures, limits, jitter)
      this.#resting.set(name, { failures, until })
      report({ kind: 'stream', stream: name, error, retryAt: until })
      return until
    }
  }

  async #orRest<Value>(doing: string, call: Promise<Value>): Promise<Value | number> {
    const { clock, limits, jitter, report } = this.#parts
    try {
      const value = await call
      this.#storeFailures = 0
      return value
    } catch (error) {
      const restMs = backoffMs(++this.#storeFailures, limits, jitter)
      report({ kind: 'store', doing, error, retryAt: clock.now() + restMs })
      return restMs
    }
  }
}

function shorter(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}
