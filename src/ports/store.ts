import type { Actor } from '../core/kernel/input.ts'
import type { Answer } from '../core/kernel/answer.ts'
import type { Effect, Outcome } from '../core/kernel/effect.ts'
import type { RowChange } from '../core/kernel/table.ts'

/** An input on its way into the inbox. */
export interface NewInput {
  readonly id: string
  readonly at: number
  readonly by: Actor
  readonly body: unknown
  /** The effect it speaks of, when it asks for a permit or brings a receipt. */
  readonly effect: string | null
}

/** An input as it lies in the inbox. `number` orders the inbox of one stream. */
export interface StoredInput extends NewInput {
  readonly number: number
}

export interface StoredEvent {
  readonly sequence: number
  readonly version: number
  readonly at: number
  /** The input it came from. */
  readonly input: string
  readonly event: unknown
}

/** A row with the format it was written in: what did not change keeps its old one. */
export interface StoredRow extends RowChange {
  readonly version: number
}

/** An effect as a worker holds it, for as long as its lease runs. */
export interface ClaimedEffect {
  readonly stream: string
  readonly effect: Effect<unknown>
  /** Counts from 1 and rises with every claim. */
  readonly attempt: number
  /** An earlier attempt got as far as touching the world, and left no receipt. */
  readonly mayHaveBegun: boolean
  readonly cancelRequested: boolean
  readonly leaseUntil: number
}

/** What one batch of decisions leaves behind. All of it is stored, or none. */
export interface Commit {
  readonly stream: string
  readonly owner: string
  /** The sequence of the last event the decisions were made on. */
  readonly after: number
  readonly version: number
  readonly now: number
  readonly events: readonly { readonly input: string; readonly event: unknown }[]
  /**
   * How the rows in the store differ from the state now. A null row leaves the state and is kept
   * as history. Null in place of the list: the rows stay where they are, and `load` gives these events as tail.
   */
  readonly rows: readonly RowChange[] | null
  readonly effects: readonly Effect<unknown>[]
  /**
   * Effects that are wanted no more. One that nobody has touched ends at once, and its receipt joins
   * the inbox; of any other the worker is told that it is to be cancelled.
   */
  readonly withdrawn: readonly { readonly effect: string; readonly receipt: NewInput }[]
  /** Effects whose permit was refused: they end without a receipt. */
  readonly settled: readonly string[]
  readonly answers: readonly { readonly input: string; readonly answer: Answer }[]
  /** Inputs that tripped an assertion. They are kept, with what happened, and the stream goes on. */
  readonly parked: readonly { readonly input: string; readonly reason: string }[]
  readonly nextWake: number | null
}

export type Committed =
  | { readonly kind: 'committed'; readonly sequence: number; readonly cancelRequested: readonly string[]; readonly newInputs: number }
  /** Another writer was faster, and nothing of this commit is stored. */
  | { readonly kind: 'stale' }
  /** It cannot be stored, now or later: what was decided is wrong. Nothing of it is stored. */
  | { readonly kind: 'refused'; readonly problem: string }

/** How far a stream has come. A state that was made at this sequence is the state. */
export interface StreamHead {
  /** Of the last event. */
  readonly sequence: number
  /** The newest format anything of this stream was written in. */
  readonly version: number
  readonly now: number
  readonly nextWake: number | null
}

export interface LoadedStream extends Omit<StreamHead, 'sequence'> {
  /** The sequence the rows stand at. */
  readonly sequence: number
  readonly rows: readonly StoredRow[]
  /** Events after `sequence`, oldest first. */
  readonly tail: readonly StoredEvent[]
}

export type InputAnswer = Answer | { readonly kind: 'parked'; readonly reason: string }

export interface ParkedInput extends StoredInput {
  readonly stream: string
  readonly reason: string
}

export interface HistoryRow {
  /** Rises; pages are cut by it. */
  readonly number: number
  readonly sequence: number
  readonly at: number
  readonly key: string
  readonly version: number
  readonly row: unknown
}

export type Accepted =
  | { readonly kind: 'accepted'; readonly isNew: readonly boolean[] }
  /** So many wait already. Nothing of this call is stored. */
  | { readonly kind: 'busy' }

/** Room for so many effects of these kinds of work. */
export interface ClaimRoom {
  readonly kinds: readonly string[]
  readonly limit: number
}

/** What a worker may claim. */
export interface ClaimRequest {
  readonly owner: string
  /** The machine it works on. Effects that must run on another are left. */
  readonly host: string | null
  readonly rooms: readonly ClaimRoom[]
  readonly now: number
  readonly until: number
}

export type StoreFaultCode =
  /** No room on the disk, or above the limit that was set. */
  | 'full'
  /** Another connection held it for too long. */
  | 'locked'
  | 'damaged'
  /** Some other program's file. */
  | 'foreign'
  /** Written by a newer program. */
  | 'newer'
  | 'failed'

/** A fault of the store. Nothing of the call that it rejects took place. */
export class StoreFault extends Error {
  readonly code: StoreFaultCode

  constructor(code: StoreFaultCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreFault'
    this.code = code
  }
}

/**
 * Everything that outlives a process. Promises resolve only after what they say is on disk.
 * A rejection is a `StoreFault`: nothing of that call took place, and it may be made again.
 */
export interface Store {
  /**
   * Durable when it resolves. The same id again is not stored twice: the first one stays, with its answer.
   * With a `waitingMax`, new ones are refused when so many would wait in that stream.
   */
  accept(stream: string, inputs: readonly NewInput[], waitingMax: number | null): Promise<Accepted>
  /** The oldest inputs that are neither answered nor parked. */
  inbox(stream: string, limit: number): Promise<readonly StoredInput[]>
  /** Null while the input waits. Never says it is unknown: one may still arrive. */
  answer(stream: string, input: string): Promise<InputAnswer | null>

  /** One owner at a time, until the lease runs out. Null: somebody else holds it. Correctness never rests on it. */
  lease(stream: string, owner: string, now: number, until: number): Promise<StreamHead | null>
  head(stream: string): Promise<StreamHead>
  release(stream: string, owner: string): Promise<void>
  /** After a restart under the same name: what this owner held is free again, effects that had begun stay begun. */
  releaseAll(owner: string): Promise<void>
  /** A stream that was never written has sequence 0 and no rows. */
  load(stream: string): Promise<LoadedStream>
  /** `stale` also when one of its inputs has been answered or parked meanwhile. */
  commit(commit: Commit): Promise<Committed>
  /**
   * Streams with inputs waiting, or whose wake has come, that nobody else holds; and the
   * next moment at which there may be more without a new input.
   */
  due(owner: string, now: number): Promise<{ readonly streams: readonly string[]; readonly next: number | null }>

  /**
   * The first unsettled effect of each lane, unless it is claimed or its time has not come, as far as there is room.
   * Streams take turns. A claim that is not renewed is free when its lease ends.
   */
  claim(request: ClaimRequest): Promise<readonly ClaimedEffect[]>
  /** The next moment at which a claim of these kinds may succeed without anything new. */
  nextClaim(host: string | null, kinds: readonly string[], now: number): Promise<number | null>
  /** Written before the world is touched: from here on a lost worker means a probe. False: the claim is not this owner's any more. */
  begin(effect: ClaimedEffect, owner: string): Promise<boolean>
  /** Not held: the claim was lost. The answer also tells whether somebody wants it cancelled. */
  renew(effect: ClaimedEffect, owner: string, until: number): Promise<{ readonly held: boolean; readonly cancelRequested: boolean }>
  /** Gives the claim back: the effect may be claimed again from `notBefore` on. Without effect when the claim was lost. */
  giveBack(effect: ClaimedEffect, owner: string, notBefore: number, isUntouched: boolean): Promise<void>
  /**
   * The receipt of a claim becomes an input of the effect's stream, and the effect is not claimed again: one transaction.
   * Never refused. `late`: the claim had been lost. Of such a receipt only a `done` counts, while none has been
   * taken but perhaps an `unknown`: what it tells has happened. Everything else is kept beside the effect and moves nothing.
   */
  receive(effect: ClaimedEffect, owner: string, receipt: NewInput, outcome: Outcome): Promise<'taken' | 'late'>

  events(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]>
  /** What left the state, newest first. */
  history(stream: string, table: string, before: number | null, limit: number): Promise<readonly HistoryRow[]>
  parked(stream: string | null, limit: number): Promise<readonly ParkedInput[]>
  /** A parked input goes back to its place in the inbox, to be judged again. False: it is not parked. */
  unpark(stream: string, input: string): Promise<boolean>
  streams(): Promise<readonly string[]>
  /** Forgets inputs that were answered before a moment, and effects that ended before it. At most `limit` of each. */
  prune(before: number, limit: number): Promise<number>
  close(): Promise<void>
}
