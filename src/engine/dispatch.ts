import type { Clock } from '../ports/clock.ts'
import type { ClaimedEffect, Store } from '../ports/store.ts'
import { backoffMs, type Jitter } from './backoff.ts'
import { msUntil, type Doorbell } from './doorbell.ts'
import type { Report } from './fault.ts'
import type { Handler, Handlers } from './handler.ts'
import type { Limits } from './limits.ts'
import type { Worker } from './worker.ts'
import { noMore } from './no-more.ts'

export interface DispatchParts {
  readonly store: Store
  readonly clock: Clock
  readonly limits: Limits
  readonly owner: string
  readonly host: string | null
  readonly jitter: Jitter
  readonly report: Report
  readonly handlers: Handlers
  readonly bell: Doorbell
  readonly worker: Worker
}

/** Claims effects while there is room for them. Quick and long work have rooms of their own, so that no lookup waits for a job. */
export class Dispatch {
  readonly #parts: DispatchParts
  readonly #kinds: Readonly<Record<Handler['pace'], readonly string[]>>
  readonly #running = new Set<Promise<void>>()
  #failures = 0

  constructor(parts: DispatchParts) {
    this.#parts = parts
    const all = Object.entries(parts.handlers)
    const ofPace = (pace: Handler['pace']) => all.filter(([, handler]) => handler.pace === pace).map(([kind]) => kind)
    this.#kinds = { quick: ofPace('quick'), long: ofPace('long') }
  }

  async run(signal: AbortSignal): Promise<void> {
    const { bell, limits, worker } = this.#parts
    while (!signal.aborted) {
      const waitMs = await this.#roundOrRest(signal)
      if (waitMs !== 0) await bell.wait(waitMs === null ? limits.pollMs : Math.min(waitMs, limits.pollMs ?? waitMs), signal)
    }
    worker.stopAll()
    await this.#letGo()
  }

  /** What does not let go is left: its claims end with their leases. */
  async #letGo(): Promise<void> {
    const { clock, limits } = this.#parts
    const all = new AbortController()
    const ended = Promise.all(this.#running).then(() => all.abort(noMore))
    await Promise.race([ended, clock.sleep(limits.stopMs * 2, all.signal)])
  }

  async #roundOrRest(signal: AbortSignal): Promise<number | null> {
    const { clock, limits, jitter, report } = this.#parts
    try {
      const waitMs = await this.#round()
      this.#failures = 0
      return waitMs
    } catch (error) {
      const restMs = backoffMs(++this.#failures, limits, jitter)
      report({ kind: 'store', doing: 'claiming effects', error, retryAt: clock.now() + restMs })
      await clock.sleep(restMs, signal)
      return 0
    }
  }

  /** How long until there may be more to claim, unless the bell rings. Null: for good. */
  async #round(): Promise<number | null> {
    const { store, clock, host } = this.#parts
    let isFull = false
    for (const pace of ['quick', 'long'] as const) isFull = (await this.#claim(pace)) || isFull
    // Without room the next end of an effect rings the bell.
    if (isFull) return null
    const now = clock.now()
    return msUntil(now, await store.nextClaim(host, [...this.#kinds.quick, ...this.#kinds.long], now))
  }

  /** True: there was no room for all, or there may not be. */
  async #claim(pace: Handler['pace']): Promise<boolean> {
    const { store, clock, owner, host, limits, worker } = this.#parts
    const limit = (pace === 'quick' ? limits.quickMax : limits.longMax) - worker.count(pace)
    if (limit <= 0) return true
    const now = clock.now()
    const claims = await store.claim({ owner, host, kinds: this.#kinds[pace], now, until: now + limits.effectLeaseMs, limit })
    for (const claim of claims) this.#start(claim)
    return claims.length === limit
  }

  #start(claim: ClaimedEffect): void {
    const running = this.#parts.worker.carryOut(claim).finally(() => this.#running.delete(running))
    this.#running.add(running)
  }
}
