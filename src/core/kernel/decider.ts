import type { Instant } from '../facts/time.ts'
import type { Answer } from './answer.ts'
import type { Effect, Outcome } from './effect.ts'
import type { Input } from './input.ts'
import type { RowChange } from './table.ts'

export interface Decision<State, Event, Work> {
  readonly events: readonly Event[]
  readonly effects: readonly Effect<Work>[]
  /** Effects that are wanted no more: cancelled if they run, dropped if they do not. */
  readonly withdrawn: readonly string[]
  readonly answer: Answer
  /** The state with the events applied: what `apply` gives, without doing it twice. */
  readonly state: State
}

/** What a stream's core offers to the engine. All of it is pure. */
export interface Decider<State, Body, Event, Work> {
  empty(stream: string): State
  decide(state: State, input: Input<Body>, now: Instant): Decision<State, Event, Work>
  apply(state: State, event: Event): State
  /** When the core wants to be asked again, if nothing happens before. */
  nextWake(state: State): Instant | null
  /** What the engine sends at that moment. */
  readonly wake: Body
  /** The input that asks for a permit, and the one that reports an outcome. */
  starting(effect: string, attempt: number): Body
  receipt(effect: string, attempt: number, outcome: Outcome): Body
  /** The rows in which two states differ, and a state from its rows. */
  changes(before: State, after: State): readonly RowChange[]
  fromRows(stream: string, rows: Iterable<RowChange>): State
  /** The format that `apply` and `fromRows` understand; older ones pass through the next two first. */
  readonly version: number
  upcast(event: unknown, version: number): Event
  migrate(row: RowChange, version: number): RowChange | null
}
