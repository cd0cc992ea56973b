import type { Clock } from '../ports/clock.ts'
import type { ClaimedEffect, Store } from '../ports/store.ts'
import type { Limits } from './limits.ts'
import { noMore } from './no-more.ts'
import { callOf } from './patience.ts'

export type HoldEnd =
  /** The claim is somebody else's, or the effect has ended. */
  | 'lost'
  /** It is to be cancelled. */
  | 'cancel'
  /** This engine stops. */
  | 'stop'

/** A claim, kept for as long as somebody works on it. */
export class Hold {
  readonly claim: ClaimedEffect
  readonly #store: Store
  readonly #clock: Clock
  readonly #limits: Limits
  readonly #owner: string
  readonly #ended = new AbortController()
  readonly #released = new AbortController()
  #end: HoldEnd | null
  #leaseUntil: number

  constructor(
    claim: ClaimedEffect,
    parts: { readonly store: Store; readonly clock: Clock; readonly limits: Limits; readonly owner: string },
  ) {
    this.claim = claim
    this.#store = parts.store
    this.#clock = parts.clock
    this.#limits = parts.limits
    this.#owner = parts.owner
    this.#leaseUntil = claim.leaseUntil
    this.#end = null
  }

  /** Why work on it should stop. Null: it should not. */
  get end(): HoldEnd | null {
    return this.#end
  }

  /** Aborts when work on it should stop. */
  get signal(): AbortSignal {
    return this.#ended.signal
  }

  stopFor(end: HoldEnd): void {
    // A cancellation may still be told that the claim is lost, or that the engine stops; never the other way round.
    if (this.#end === null || this.#end === 'cancel') this.#end = end
    this.#ended.abort()
  }

  /** Renews the claim until it is released. */
  async keep(): Promise<void> {
    while (!this.#released.signal.aborted && this.#end !== 'lost') {
      await this.#clock.sleep(this.#pauseMs, this.#released.signal)
      if (!this.#released.signal.aborted) await this.renew()
    }
  }

  async renew(): Promise<void> {
    const now = this.#clock.now()
    const until = now + this.#limits.effectLeaseMs
    const call = callOf(this.#clock, () => this.#store.renew(this.claim, this.#owner, until))
    const renewed = await call.wait(Math.max(this.#pauseMs, this.#leaseUntil - now), this.#released.signal)
    if (renewed?.kind === 'returned') this.#heard(renewed.value, until)
    // A store that fails now and then is asked again, as long as the claim lasts.
    else if (!this.#released.signal.aborted && this.#clock.now() >= this.#leaseUntil) this.stopFor('lost')
  }

  #heard({ held, cancelRequested }: { readonly held: boolean; readonly cancelRequested: boolean }, until: number): void {
    if (held) this.#leaseUntil = until
    if (!held) this.stopFor('lost')
    else if (cancelRequested && this.#end === null) this.stopFor('cancel')
  }

  release(): void {
    this.#released.abort(noMore)
  }

  get #pauseMs(): number {
    return this.#limits.effectLeaseMs / 3
  }
}
