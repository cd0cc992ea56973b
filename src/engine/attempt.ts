import type { Outcome } from '../core/kernel/effect.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { messageOf } from './fault.ts'
import { NotBegun, type Handler, type Probed, type WorkContext } from './handler.ts'
import type { Hold } from './hold.ts'
import type { Limits } from './limits.ts'
import { noMore } from './no-more.ts'
import { callOf, type Call, type Settled } from './patience.ts'
import type { Permit } from './permit.ts'

/** What a worker is to do about a claim, now that an attempt is over. */
export type AttemptEnd =
  | { readonly kind: 'receipt'; readonly outcome: Outcome }
  /**
   * The claim is given back. `error` says why; null when the engine only stops. `isUntouched`: what an attempt
   * had begun by the store's account did not take place.
   */
  | { readonly kind: 'again'; readonly error: unknown; readonly isUntouched: boolean; readonly isAtOnce: boolean }
  /** The claim is lost, or the core has ended the effect. `call` may still bring a receipt. */
  | { readonly kind: 'nothing'; readonly call: Call<Outcome> | null }

export interface AttemptParts {
  readonly store: Store
  readonly clock: Clock
  readonly limits: Limits
  readonly owner: string
  readonly askForPermit: (hold: Hold) => Promise<Permit>
}

/**
 * One attempt at one effect. It repeats nothing that it cannot know to be safe: what an earlier attempt
 * may have begun is probed, attached to, or handed to a person, as the effect's repeat class says.
 */
export class Attempt {
  readonly #parts: AttemptParts
  readonly #hold: Hold
  readonly #handler: Handler
  /** Granted, once it is. */
  #permit: WorkContext['permit'] = null

  constructor(parts: AttemptParts, hold: Hold, handler: Handler) {
    this.#parts = parts
    this.#hold = hold
    this.#handler = handler
  }

  async carryOut(): Promise<AttemptEnd> {
    const { cancelRequested, mayHaveBegun, effect } = this.#hold.claim
    if (cancelRequested) return await this.#cancel()
    // A permit may be refused to what took place already: where that can be seen, it is looked at first.
    const canSee = effect.isGuarded && this.#handler.probe !== undefined
    if (!mayHaveBegun || (effect.repeat === 'idempotent' && !canSee)) return await this.#start()
    if (effect.repeat === 'ask-a-person') return unknown('The one who carried it out was lost, and only a person can see what took place.')
    return await this.#probeFirst()
  }

  async #probeFirst(): Promise<AttemptEnd> {
    const probed = await this.#probe()
    if (probed.kind === 'threw')
      return this.#isLate() ? unknown(`It could not be asked after: ${messageOf(probed.error)}`) : again(probed.error)
    switch (probed.value.kind) {
      case 'ended':
        return { kind: 'receipt', outcome: probed.value.outcome }
      case 'unknown':
        return unknown(probed.value.detail)
      case 'absent':
        return await this.#start()
      case 'running':
        return await this.#run()
    }
  }

  async #start(): Promise<AttemptEnd> {
    if (this.#isLate()) return failed('deadline', 'Its deadline passed before it could be started.')
    if (this.#hold.claim.effect.isGuarded) {
      const permit = await this.#parts.askForPermit(this.#hold)
      if (permit.kind !== 'granted') return permit.end
      this.#permit = { generation: permit.generation }
    }
    if (this.#hold.end) return await this.#interrupted(null)
    if (this.#handler.isReadOnly || (await this.#parts.store.begin(this.#hold.claim, this.#parts.owner))) return await this.#run()
    // Withdrawn or lost: the claim itself says which.
    await this.#hold.renew()
    return await this.#interrupted(null)
  }

  async #run(): Promise<AttemptEnd> {
    const { clock, limits } = this.#parts
    const { effect } = this.#hold.claim
    const call = callOf(clock, () => this.#handler.run(effect.work, this.#context(this.#hold.signal)))
    const patienceMs = this.#handler.pace === 'quick' ? limits.quickMs : limits.longMs
    for (;;) {
      const settled = await call.wait(patienceMs, this.#hold.signal)
      if (settled) return this.#ended(settled)
      if (this.#hold.end) return await this.#interrupted(call)
      const end = await this.#unheard()
      if (end) return end
    }
  }

  #ended(settled: Settled<Outcome>): AttemptEnd {
    if (settled.kind === 'returned') return { kind: 'receipt', outcome: settled.value }
    return this.#rejected(settled.error)
  }

  #rejected(error: unknown): AttemptEnd {
    const { repeat } = this.#hold.claim.effect
    const isUntouched = error instanceof NotBegun
    if (repeat === 'ask-a-person' && !isUntouched) return unknown(messageOf(error))
    if (this.#isLate() && (repeat === 'idempotent' || isUntouched)) return failed('deadline', messageOf(error))
    return { ...again(error), isUntouched }
  }

  /** The call has not returned for long. Null: it is given more time. */
  async #unheard(): Promise<AttemptEnd | null> {
    const silence = new Error('It has not returned, and is taken for lost')
    const { repeat } = this.#hold.claim.effect
    if (repeat === 'ask-a-person') return this.#isLate() ? unknown('It had not returned at its deadline.') : null
    if (!this.#handler.probe) {
      const mayRepeat = repeat === 'idempotent' || this.#handler.pace === 'quick'
      return mayRepeat || this.#isLate() ? this.#rejected(silence) : null
    }
    const probed = await this.#probe()
    if (probed.kind === 'threw') return null
    switch (probed.value.kind) {
      case 'ended':
        return { kind: 'receipt', outcome: probed.value.outcome }
      case 'absent':
        return this.#rejected(silence)
      case 'unknown':
        // The call itself may still tell.
        return this.#isLate() ? unknown(probed.value.detail) : null
      case 'running':
        return null
    }
  }

  /** Without a call, nothing of this attempt was begun. */
  async #interrupted(call: Call<Outcome> | null): Promise<AttemptEnd> {
    switch (this.#hold.end) {
      case 'cancel':
        return await this.#letGo(call, () => (call ? this.#cancel() : Promise.resolve(cancelled)))
      case 'stop':
        return await this.#letGo(call, () => Promise.resolve({ ...again(null), isAtOnce: true }))
      case 'lost':
      case null:
        return { kind: 'nothing', call }
    }
  }

  /** The signal has told the call that nobody waits: it may have ended all the same, and then that counts. */
  async #letGo(call: Call<Outcome> | null, otherwise: () => Promise<AttemptEnd>): Promise<AttemptEnd> {
    const settled = await call?.wait(this.#parts.limits.stopMs, new AbortController().signal)
    if (settled?.kind === 'returned' && settled.value.kind === 'done') return this.#ended(settled)
    return await otherwise()
  }

  async #cancel(): Promise<AttemptEnd> {
    const { effect } = this.#hold.claim
    const { cancel } = this.#handler
    if (!cancel) return await this.#afterCancel()
    const outcome = await this.#briefly((signal) => cancel(effect.work, this.#context(signal)))
    if (outcome.kind === 'returned') return { kind: 'receipt', outcome: outcome.value }
    return this.#isLate() ? unknown(`It could not be cancelled: ${messageOf(outcome.error)}`) : again(outcome.error)
  }

  /** What cannot be ended halfway has taken place, or has not. */
  async #afterCancel(): Promise<AttemptEnd> {
    const { repeat } = this.#hold.claim.effect
    if (repeat === 'idempotent') return cancelled
    if (repeat === 'ask-a-person') return unknown('It was withdrawn after it had begun.')
    const probed = await this.#probe()
    if (probed.kind === 'threw') return this.#isLate() ? unknown(messageOf(probed.error)) : again(probed.error)
    switch (probed.value.kind) {
      case 'ended':
        return { kind: 'receipt', outcome: probed.value.outcome }
      case 'unknown':
        return unknown(probed.value.detail)
      case 'absent':
        return cancelled
      case 'running':
        return again(new Error('It still goes on, and cannot be ended'))
    }
  }

  async #probe(): Promise<Settled<Probed>> {
    const { probe } = this.#handler
    const { effect } = this.#hold.claim
    if (!probe) return { kind: 'returned', value: { kind: 'unknown', detail: 'Nothing outside tells whether it took place.' } }
    return await this.#briefly((signal) => probe(effect.work, this.#context(signal)))
  }

  /** On a signal of its own: that of the claim has aborted already when something is cancelled. */
  async #briefly<Value>(perform: (signal: AbortSignal) => Promise<Value>): Promise<Settled<Value>> {
    const { clock, limits } = this.#parts
    const over = new AbortController()
    const settled = await callOf(clock, () => perform(over.signal)).wait(limits.quickMs, over.signal)
    over.abort(noMore)
    return settled ?? { kind: 'threw', error: new Error('It has not returned, and is taken for lost') }
  }

  #context(signal: AbortSignal): WorkContext {
    const { stream, effect, attempt } = this.#hold.claim
    return { stream, effect, handle: `${stream}/${effect.handle}`, attempt, permit: this.#permit, signal }
  }

  #isLate(): boolean {
    return this.#parts.clock.now() >= this.#hold.claim.effect.deadline
  }
}

const cancelled: AttemptEnd = { kind: 'receipt', outcome: { kind: 'cancelled' } }

function unknown(detail: string): AttemptEnd {
  return { kind: 'receipt', outcome: { kind: 'unknown', detail } }
}

function failed(code: string, detail: string): AttemptEnd {
  return { kind: 'receipt', outcome: { kind: 'failed', code, detail } }
}

function again(error: unknown): Extract<AttemptEnd, { readonly kind: 'again' }> {
  return { kind: 'again', error, isUntouched: false, isAtOnce: false }
}
