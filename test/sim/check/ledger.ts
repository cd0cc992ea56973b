import type { Effect } from '../../../src/core/kernel/effect.ts'
import type { Accepted, ClaimedEffect, Commit, InputAnswer, NewInput, Store } from '../../../src/ports/store.ts'
import type { PortCall } from '../world/process.ts'
import { demand } from './violation.ts'

/** An input that the store has, and what became of it. */
export interface KnownInput {
  readonly stream: string
  readonly input: NewInput
  answer: InputAnswer | null
}

/** An input whose sender, or a receipt whose worker, was told that it is kept. */
interface Promised {
  readonly stream: string
  readonly id: string
  readonly body: string
}

/** What each commit that was stored is shown to. */
export type Witness = (commit: Commit) => void

/** Sees everything that reaches the store, in the order it is stored there. */
export class Ledger {
  readonly inputs = new Map<string, KnownInput>()
  readonly effects = new Map<string, Effect<unknown>>()
  readonly #promised: Promised[] = []
  onInput: (stream: string, input: NewInput) => void = () => {}
  /** Receipts of effects that were withdrawn. */
  readonly #mayBeTaken = new Map<string, NewInput>()
  readonly #witnesses: Witness[] = []
  readonly #onViolation: (error: unknown) => void

  constructor(onViolation: (error: unknown) => void) {
    this.#onViolation = onViolation
  }

  watch(witness: Witness): void {
    this.#witnesses.push(witness)
  }

  /** Notes what a process was told by the store, whatever the store has really done. */
  heard({ operation, args }: PortCall, result: unknown): void {
    if (operation === 'store.accept' && (result as Accepted).kind === 'accepted') {
      const [stream, inputs] = args as [string, readonly NewInput[]]
      for (const { id, body } of inputs) this.#promised.push({ stream, id, body: JSON.stringify(body) })
    }
    if (operation === 'store.receive' && result === 'taken') {
      const [claim, , receipt] = args as [ClaimedEffect, string, NewInput]
      this.#promised.push({ stream: claim.stream, id: receipt.id, body: JSON.stringify(receipt.body) })
    }
  }

  checkPromises(): void {
    const first = new Map<string, string>()
    for (const { stream, id, body } of this.#promised) {
      const known = this.input(stream, id)
      const told = first.get(`${stream} ${id}`) ?? body
      first.set(`${stream} ${id}`, told)
      demand(
        known !== undefined && JSON.stringify(known.input.body) === told,
        'what was acknowledged is kept',
        () => `${id} of ${stream} was ${body}, and is ${JSON.stringify(known?.input.body)}`,
      )
    }
  }

  input(stream: string, id: string): KnownInput | undefined {
    return this.inputs.get(`${stream} ${id}`)
  }

  /** The store with a look over its shoulder. */
  over(store: Store): Store {
    const look = (see: () => void): void => {
      try {
        see()
      } catch (error) {
        this.#onViolation(error)
      }
    }
    const accept: Store['accept'] = async (stream, inputs, waitingMax) => {
      const result = await store.accept(stream, inputs, waitingMax)
      if (result.kind === 'accepted') look(() => inputs.forEach((input, index) => this.#take(stream, input, result.isNew[index] ?? false)))
      return result
    }
    const commit: Store['commit'] = async (request) => {
      const result = await store.commit(request)
      if (result.kind === 'committed') look(() => this.#committed(request, result.cancelRequested))
      return result
    }
    const receive: Store['receive'] = async (effect, owner, receipt, outcome) => {
      const result = await store.receive(effect, owner, receipt, outcome)
      if (result === 'taken') look(() => this.#take(effect.stream, receipt, true))
      return result
    }
    return new Proxy(store, {
      get: (target, key) => {
        if (key === 'accept') return accept
        if (key === 'commit') return commit
        if (key === 'receive') return receive
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
  }

  #take(stream: string, input: NewInput, isNew: boolean): void {
    const key = `${stream} ${input.id}`
    if (isNew) this.inputs.set(key, { stream, input, answer: null })
    if (isNew) this.onInput(stream, input)
  }

  #committed(commit: Commit, cancelRequested: readonly string[]): void {
    for (const { input, answer } of commit.answers) this.#answer(commit.stream, input, answer)
    for (const { input, reason } of commit.parked) this.#answer(commit.stream, input, { kind: 'parked', reason })
    for (const effect of commit.effects) {
      demand(!this.effects.has(effect.id), 'an effect is asked for once', () => `${effect.id} was asked for before`)
      this.effects.set(effect.id, effect)
    }
    for (const { effect, receipt } of commit.withdrawn) {
      // Whether the effect had ended before, and this receipt is not needed, only the store knows.
      if (!cancelRequested.includes(effect) && !this.input(commit.stream, receipt.id))
        this.#mayBeTaken.set(`${commit.stream} ${receipt.id}`, receipt)
    }
    for (const witness of this.#witnesses) witness(commit)
  }

  #answer(stream: string, id: string, answer: InputAnswer): void {
    const receipt = this.#mayBeTaken.get(`${stream} ${id}`)
    if (receipt && !this.input(stream, id)) this.#take(stream, receipt, true)
    const known = this.input(stream, id)
    demand(known !== undefined, 'only what was taken in is answered', () => `${id} of ${stream} was never taken in`)
    demand(
      known.answer === null,
      'an input is answered once',
      () => `${id} of ${stream} was answered ${known.answer?.kind} before ${answer.kind}`,
    )
    known.answer = answer
  }
}
