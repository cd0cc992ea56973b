import type { Clock } from '../ports/clock.ts'
import type { ClaimedEffect, ClaimRoom, Store } from '../ports/store.ts'
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

const paces = ['quick', 'long'] as const

/**
 * Claims effects while there is room for them. Quick and long work have rooms of their own, so that no lookup waits for a job.
 * It asks when something has changed: the bell rings when a commit brought effects and when one here has ended; time frees
 * what was given back or lost; and what other engines left is looked for now and then.
 */
export class Dispatch {
  readonly #parts: DispatchParts
  readonly #kinds: Readonly<Record<Handler['pace'], readonly string[]>>
  readonly #running = new Set<Promise<void>>()
  #failures = 0
  /** When time alone may free something. Null: never. */
  #next: number | null | 'ask' = 'ask'

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
      if (waitMs === 0) continue
      const hasRung = await bell.wait(waitMs === null ? limits.pollMs : Math.min(waitMs, limits.pollMs ?? waitMs), signal)
      if (!hasRung) this.#next = 'ask'
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
      this.#next = 'ask'
      const restMs = backoffMs(++this.#failures, limits, jitter)
      report({ kind: 'store', doing: 'claiming effects', error, retryAt: clock.now() + restMs })
      await clock.sleep(restMs, signal)
      return 0
    }
  }

  /** How long until there may be more to claim, unless the bell rings. Null: for good. */
  async #round(): Promise<number | null> {
    const { store, clock, owner, host, limits } = this.#parts
    const rooms = this.#rooms()
    const now = clock.now()
    const claims = rooms.length > 0 ? await store.claim({ owner, host, rooms, now, until: now + limits.effectLeaseMs }) : []
    for (const claim of claims) this.#start(claim)
    if (this.#next !== 'ask' && (this.#next === null || this.#next > now)) return msUntil(now, this.#next)
    // Whatever ends from here on asks again.
    this.#next = null
    const next = await store.nextClaim(host, [...this.#kinds.quick, ...this.#kinds.long], now)
    this.#next ??= next
    return msUntil(now, next)
  }

  /** Where there is none, the next end of an effect rings the bell. */
  #rooms(): readonly ClaimRoom[] {
    const { limits, worker } = this.#parts
    const max = { quick: limits.quickMax, long: limits.longMax }
    const rooms = paces.map((pace) => ({ kinds: this.#kinds[pace], limit: max[pace] - worker.count(pace) }))
    return rooms.filter(({ kinds, limit }) => kinds.length > 0 && limit > 0)
  }

  #start(claim: ClaimedEffect): void {
    const running = this.#carryOut(claim).finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  async #carryOut(claim: ClaimedEffect): Promise<void> {
    const { worker, bell } = this.#parts
    const end = await worker.carryOut(claim)
    if (end === 'open') this.#next = 'ask'
    bell.ring()
  }
}
