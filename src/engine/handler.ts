import type { Effect, Outcome } from '../core/kernel/effect.ts'

/** What a handler is told beside the work itself. */
export interface WorkContext {
  readonly stream: string
  readonly effect: Effect<unknown>
  /** The effect's name outside, the same for every attempt. No other effect of this installation has it. */
  readonly handle: string
  readonly attempt: number
  /** Granted for this attempt. Null: the effect is not guarded, or what an earlier attempt began is attached to. */
  readonly permit: { readonly generation: number } | null
  /** Aborts when nobody waits for this call any more. What it has started outside goes on. */
  readonly signal: AbortSignal
}

/** What can be seen outside of an attempt that left no receipt. */
export type Probed =
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** Nothing took place: it may be started. */
  | { readonly kind: 'absent' }
  /** It goes on: `run` finds it by its handle and waits for it. */
  | { readonly kind: 'running' }
  | { readonly kind: 'unknown'; readonly detail: string }

/**
 * Carries out one kind of work. A rejection means that nobody knows here what took place, unless it is
 * `NotBegun`; what the outside says no to is an outcome.
 */
export interface Handler<Work = unknown> {
  /** `quick` calls return in a moment. `long` ones have their own bounds, and are asked after now and then. */
  readonly pace: 'quick' | 'long'
  /** It only asks: nothing outside is different after it. */
  readonly isReadOnly: boolean
  run(this: void, work: Work, context: WorkContext): Promise<Outcome>
  /** Wanted of work that is `probeable`. A rejection means that it could not be asked. */
  probe?(this: void, work: Work, context: WorkContext): Promise<Probed>
  /** Ends what was started, and says what it came to. Without it, what cannot be ended is probed. */
  cancel?(this: void, work: Work, context: WorkContext): Promise<Outcome>
}

export type Handlers = Readonly<Record<string, Handler>>

/** Thrown by `run` when it is certain that nothing took place: it may simply be done again. */
export class NotBegun extends Error {}
