import type { Answer } from '../core/kernel/answer.ts'
import type { Effect } from '../core/kernel/effect.ts'
import type { Commit, NewInput, StoredInput } from '../ports/store.ts'
import { messageOf } from './fault.ts'
import { isStartingId, noAttempt, receiptId } from './ids.ts'
import type { Stream } from './stream.ts'

/** What a batch of inputs came to, before it is stored. */
export interface Draft {
  readonly commit: Commit
  /** The stream as it is once the commit is stored. */
  readonly stream: Stream
  /** Why inputs were parked. */
  readonly errors: readonly { readonly input: string; readonly error: unknown }[]
}

interface Decided {
  readonly events: { readonly input: string; readonly event: unknown }[]
  readonly effects: Effect<unknown>[]
  readonly withdrawn: string[]
  readonly settled: string[]
  readonly answers: { readonly input: string; readonly answer: Answer }[]
  readonly errors: { readonly input: string; readonly error: unknown }[]
}

/**
 * Decides inputs one after the other, for one commit. An input that throws leaves no
 * trace but its place among the parked ones: the next is decided on the state before it.
 */
export function decideBatch(stream: Stream, inputs: readonly StoredInput[], clockNow: number, owner: string): Draft {
  const now = Math.max(stream.now, clockNow)
  const decided: Decided = { events: [], effects: [], withdrawn: [], settled: [], answers: [], errors: [] }
  let state = stream.state
  for (const input of inputs) state = decideOne(stream, state, input, now, decided)
  return draftOf(stream, state, decided, now, owner)
}

/** The draft of parking one input, undecided: what came of it could not be stored. */
export function parkOne(stream: Stream, input: StoredInput, error: unknown, clockNow: number, owner: string): Draft {
  const decided: Decided = { events: [], effects: [], withdrawn: [], settled: [], answers: [], errors: [{ input: input.id, error }] }
  return draftOf(stream, stream.state, decided, Math.max(stream.now, clockNow), owner)
}

function decideOne(stream: Stream, state: unknown, input: StoredInput, now: number, decided: Decided): unknown {
  const { id, at, by, body, effect } = input
  try {
    const decision = stream.decider.decide(state, { id, at, by, body }, now)
    decided.events.push(...decision.events.map((event) => ({ input: id, event })))
    decided.effects.push(...decision.effects)
    decided.withdrawn.push(...decision.withdrawn)
    decided.answers.push({ input: id, answer: decision.answer })
    // A receipt ended its effect when it came in. Of those that ask for a permit, only a permit lets it go on.
    if (effect !== null && isStartingId(id) && decision.answer.kind !== 'permit') decided.settled.push(effect)
    return decision.state
  } catch (error) {
    decided.errors.push({ input: id, error })
    return state
  }
}

function draftOf(stream: Stream, state: unknown, decided: Decided, now: number, owner: string): Draft {
  const { decider, name } = stream
  const { events, effects, settled, answers, errors } = decided
  const nextWake = decider.nextWake(state)
  const commit: Commit = {
    stream: name,
    owner,
    after: stream.sequence,
    version: decider.version,
    now,
    events,
    rows: [...stream.migrated, ...decider.changes(stream.saved, state)],
    effects,
    withdrawn: decided.withdrawn.map((effect) => ({ effect, receipt: withdrawal(stream, effect, now) })),
    settled,
    answers,
    parked: errors.map(({ input, error }) => ({ input, reason: messageOf(error) })),
    nextWake,
  }
  const sequence = stream.sequence + events.length
  return { commit, errors, stream: { ...stream, state, saved: state, migrated: [], sequence, now, nextWake } }
}

function withdrawal(stream: Stream, effect: string, now: number): NewInput {
  const body = stream.decider.receipt(effect, noAttempt, { kind: 'cancelled' })
  return { id: receiptId(effect, noAttempt), at: now, by: { kind: 'part', name: 'engine' }, body, effect }
}
