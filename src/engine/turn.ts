import type { Clock } from '../ports/clock.ts'
import { StoreFault, type StoredInput, type Store } from '../ports/store.ts'
import type { Answers } from './answers.ts'
import { decideBatch, parkOne, type Draft } from './batch.ts'
import { messageOf, type Report } from './fault.ts'
import { wakeId } from './ids.ts'
import type { Limits } from './limits.ts'
import type { Stream } from './stream.ts'
import type { Streams } from './streams.ts'

/** What others want to know of each commit. */
export interface Commitment {
  readonly stream: string
  /** The sequence it ends at, and how many events it brought. */
  readonly sequence: number
  readonly events: number
  readonly hasEffects: boolean
  /** Effects that ended unbegun, and those that have begun and are to be cancelled. */
  readonly ended: readonly string[]
  readonly cancelRequested: readonly string[]
}

export interface TurnParts {
  readonly store: Store
  readonly clock: Clock
  readonly streams: Streams
  readonly answers: Answers
  readonly limits: Limits
  readonly owner: string
  readonly report: Report
  readonly committed: (commitment: Commitment) => void
}

/** A moment, null for never, or that the store must be asked: inputs may wait. */
export type NextTurn = number | null | 'ask'

/** Thrown when other writers were faster again and again. */
class AlwaysStale extends Error {}

/** One turn of one stream: its oldest inputs are decided and stored, and those who asked are answered. */
export class Turn {
  readonly #parts: TurnParts
  readonly #staleInARow = new Map<string, number>()
  readonly #pastWakesInARow = new Map<string, number>()

  constructor(parts: TurnParts) {
    this.#parts = parts
  }

  /** Gives what is known of its next turn, if nothing new comes. `isDue`: the store says that there is something to do. */
  async take(name: string, isDue: boolean): Promise<NextTurn> {
    const { store, streams, limits } = this.#parts
    const stream = await streams.hold(name)
    if (!stream) return 'ask'
    await this.#wake(stream)
    const inputs = await store.inbox(name, limits.batchMax)
    if (inputs.length === 0) {
      if (!isDue) return stream.nextWake
      // Then another engine has written to it since it was loaded here.
      streams.forget(name)
      return 'ask'
    }
    const next = await this.#decide(stream, inputs)
    return inputs.length < limits.batchMax ? next : 'ask'
  }

  /** The moment the core asked for has come: it is told so by an input like any other. */
  async #wake({ name, nextWake, decider }: Stream): Promise<void> {
    const at = this.#parts.clock.now()
    if (nextWake === null || nextWake > at) return
    const by = { kind: 'part', name: 'clock' } as const
    await this.#parts.store.accept(name, [{ id: wakeId(name, nextWake), at, by, body: decider.wake, effect: null }], null)
  }

  /** Halves a batch whose outcome cannot be stored, until the one input that it comes from is parked. */
  async #decide(stream: Stream, inputs: readonly StoredInput[]): Promise<NextTurn> {
    const { clock, owner } = this.#parts
    let stored: NextTurn | Error
    try {
      stored = await this.#store(decideBatch(stream, inputs, clock.now(), owner))
    } catch (error) {
      if (error instanceof StoreFault || error instanceof AlwaysStale) throw error
      stored = error instanceof Error ? error : new Error(messageOf(error))
    }
    const [first] = inputs
    if (!(stored instanceof Error) || !first) return stored instanceof Error ? 'ask' : stored
    if (inputs.length > 1) await this.#decide(stream, inputs.slice(0, Math.ceil(inputs.length / 2)))
    else await this.#store(parkOne(stream, first, stored, clock.now(), owner))
    return 'ask'
  }

  /** An error is what makes the draft impossible to store. */
  async #store(draft: Draft): Promise<NextTurn | Error> {
    const { store, streams } = this.#parts
    const { name } = draft.stream
    const nextWake = this.#wakeOf(draft)
    const result = await this.#orForget(name, store.commit({ ...draft.commit, nextWake }))
    if (result.kind === 'refused') return new Error(result.problem)
    if (result.kind === 'stale') {
      this.#stale(name)
      return 'ask'
    }
    this.#staleInARow.delete(name)
    streams.keep({ ...draft.stream, nextWake })
    this.#tell(draft, result.cancelRequested)
    return result.newInputs > 0 ? 'ask' : nextWake
  }

  /** After a rejection nobody knows here whether it was stored: the store is asked again. */
  async #orForget<Value>(name: string, commit: Promise<Value>): Promise<Value> {
    try {
      return await commit
    } catch (error) {
      this.#parts.streams.forget(name)
      throw error
    }
  }

  #wakeOf({ commit: { stream, now, nextWake } }: Draft): number | null {
    if (nextWake === null || nextWake > now) {
      this.#pastWakesInARow.delete(stream)
      return nextWake
    }
    const { report, limits } = this.#parts
    const count = this.#pastWakesInARow.get(stream) ?? 0
    this.#pastWakesInARow.set(stream, count + 1)
    report({ kind: 'wake in the past', stream, wake: nextWake, now })
    return now + Math.min(limits.wakeGapMsMax, limits.wakeGapMsMin * 2 ** Math.min(count, 30))
  }

  #stale(name: string): void {
    this.#parts.streams.forget(name)
    const count = (this.#staleInARow.get(name) ?? 0) + 1
    this.#staleInARow.set(name, count % this.#parts.limits.staleMax)
    if (count >= this.#parts.limits.staleMax) throw new AlwaysStale(`Another engine was faster ${count} times in a row`)
  }

  #tell({ commit, errors, stream }: Draft, cancelRequested: readonly string[]): void {
    const { answers, report, committed } = this.#parts
    for (const { input, answer } of commit.answers) answers.settle(commit.stream, input, answer)
    for (const { input, reason } of commit.parked) answers.settle(commit.stream, input, { kind: 'parked', reason })
    for (const { input, error } of errors) report({ kind: 'parked', stream: commit.stream, input, error })
    committed({
      stream: commit.stream,
      sequence: stream.sequence,
      events: commit.events.length,
      hasEffects: commit.effects.length > 0 || commit.withdrawn.length > 0 || commit.settled.length > 0,
      ended: commit.withdrawn.map(({ effect }) => effect).filter((effect) => !cancelRequested.includes(effect)),
      cancelRequested,
    })
  }
}
