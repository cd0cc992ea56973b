import type { Clock } from '../ports/clock.ts'
import type { InputAnswer, Store } from '../ports/store.ts'
import { Answers } from './answers.ts'
import type { Jitter } from './backoff.ts'
import { Dispatch } from './dispatch.ts'
import { Doorbell } from './doorbell.ts'
import type { Report } from './fault.ts'
import { forgetOldOnes } from './forget.ts'
import type { Handlers } from './handler.ts'
import { Inbox, type Incoming, type Urgency } from './inbox.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { askForPermit } from './permit.ts'
import { Pump } from './pump.ts'
import { Streams, type Deciders } from './streams.ts'
import { Turn, type Commitment } from './turn.ts'
import { Worker } from './worker.ts'

export interface EngineOptions {
  readonly store: Store
  readonly clock: Clock
  /** By kind of stream: `project/shop` is decided by `project`. */
  readonly deciders: Deciders
  /** By kind of work. What no handler here carries out is left for another engine. */
  readonly handlers: (engine: Engine) => Handlers
  /** Unlike that of every other engine on this store. After a restart the same name finds its leases again. */
  readonly owner: string
  /** The machine it runs on, for effects that must run there. */
  readonly host: string | null
  readonly jitter: Jitter
  readonly report: Report
  readonly limits?: Partial<Limits>
}

/** What somebody who looks is shown: the state as of the last commit that this engine knows. */
export interface StreamView {
  readonly state: unknown
  readonly sequence: number
  readonly now: number
}

/**
 * Takes inputs in, has them decided, stores what was decided and carries it out. Several engines
 * may share a store. It keeps nothing that the store does not have: to kill it loses nothing.
 */
export class Engine {
  readonly #options: EngineOptions
  readonly #limits: Limits
  readonly #streams: Streams
  readonly #answers: Answers
  readonly #inbox: Inbox
  readonly #pump: Pump
  readonly #dispatch: Dispatch
  readonly #worker: Worker
  readonly #effectsBell: Doorbell
  readonly #listeners = new Set<(commitment: Commitment) => void>()

  constructor(options: EngineOptions) {
    this.#options = options
    const { store, clock, owner, deciders } = options
    const limits = { ...defaultLimits, ...options.limits }
    this.#limits = limits
    const inputsBell = new Doorbell(clock)
    this.#effectsBell = new Doorbell(clock)
    this.#streams = new Streams(store, clock, deciders, owner, limits)
    this.#answers = new Answers(store, clock, limits.pollMs)
    this.#inbox = new Inbox(store, clock, inputsBell, limits.waitingMax)
    const handlers = options.handlers(this)
    const shared = { ...options, limits, handlers, streams: this.#streams, answers: this.#answers, inbox: this.#inbox }
    const turn = new Turn({ ...shared, committed: (commitment) => this.#committed(commitment) })
    this.#pump = new Pump({ ...shared, bell: inputsBell, take: (name, isDue) => turn.take(name, isDue) })
    this.#worker = new Worker({ ...shared, inputsBell, effectsBell: this.#effectsBell, askForPermit: (hold) => askForPermit(shared, hold) })
    this.#dispatch = new Dispatch({ ...shared, bell: this.#effectsBell, worker: this.#worker })
  }

  /** Works until the signal aborts. Then it gives back what it holds, and resolves. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#takeBackWhatWasHeld()
    // The pump goes on while work is let go, for whoever waits for a permit or brings a receipt.
    const pumpUntil = new AbortController()
    const pumping = this.#pump.run(pumpUntil.signal)
    const forgetting = forgetOldOnes({ ...this.#options, limits: this.#limits }, signal)
    await this.#dispatch.run(signal)
    await forgetting
    pumpUntil.abort()
    await pumping
    this.#answers.close()
    await this.#giveBackStreams()
  }

  /** Resolves when the input is on the disk. `known`: its id was accepted before. */
  async accept(stream: string, input: Incoming, urgency: Urgency = 'refusable'): Promise<'accepted' | 'known' | 'busy'> {
    this.#streams.deciderOf(stream)
    return await this.#inbox.accept(stream, input, urgency)
  }

  /** Accepts an input and waits for its answer. Null when the signal aborts first or the engine stops: the input stays, and may be asked again. */
  async ask(stream: string, input: Incoming, signal: AbortSignal | null = null): Promise<InputAnswer | { readonly kind: 'busy' } | null> {
    if ((await this.accept(stream, input)) === 'busy') return { kind: 'busy' }
    return await this.#answers.wait(stream, input.id, signal)
  }

  async look(stream: string): Promise<StreamView> {
    const { state, sequence, now } = await this.#streams.look(stream)
    return { state, sequence, now }
  }

  /** Puts a parked input back to be judged again. */
  async unpark(stream: string, input: string): Promise<boolean> {
    const isBack = await this.#options.store.unpark(stream, input)
    if (isBack) this.#inbox.ring(stream)
    return isBack
  }

  /** Calls back after every commit of this engine, until the returned function is called. */
  listen(listener: (commitment: Commitment) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #takeBackWhatWasHeld(): Promise<void> {
    const { store, owner, clock, report } = this.#options
    try {
      await store.releaseAll(owner)
    } catch (error) {
      // Then they are free when their leases end.
      report({ kind: 'store', doing: 'taking back what an earlier run held', error, retryAt: clock.now() })
    }
  }

  async #giveBackStreams(): Promise<void> {
    const { clock, report } = this.#options
    try {
      await this.#streams.releaseAll()
    } catch (error) {
      report({ kind: 'store', doing: 'giving streams back', error, retryAt: clock.now() })
    }
  }

  #committed(commitment: Commitment): void {
    for (const effect of commitment.ended) this.#worker.stopFor('lost', commitment.stream, effect)
    for (const effect of commitment.cancelRequested) this.#worker.stopFor('cancel', commitment.stream, effect)
    if (commitment.hasEffects) this.#effectsBell.ring()
    for (const listener of this.#listeners) listener(commitment)
  }
}
