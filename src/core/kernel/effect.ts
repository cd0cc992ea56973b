import type { Instant } from '../facts/time.ts'

/** What a worker may do when it cannot know whether an earlier attempt took place. */
export type Repeat =
  /** Doing it twice is doing it once. */
  | 'idempotent'
  /** The outside can say whether it took place. */
  | 'probeable'
  /** Nobody but a person can say. */
  | 'ask-a-person'

/** An intent handed to the world. It leaves the one who carries it out no policy to decide. */
export interface Effect<Work> {
  readonly id: string
  /** In order within a lane, side by side across lanes. */
  readonly lane: string
  /** The one machine it must run on, where that matters. */
  readonly host: string | null
  /** Nothing is done before a permit is granted at that moment. */
  readonly isGuarded: boolean
  /** After this the core treats it as late and names who can end the wait. */
  readonly deadline: Instant
  /** Its name outside: the same for every attempt. */
  readonly handle: string
  readonly repeat: Repeat
  readonly work: Work
}

/** How an attempt ended. `done` carries what the work's kind returns. */
export type Outcome<Value = unknown> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly code: string; readonly detail: string }
  | { readonly kind: 'cancelled' }
  /** Nobody knows whether it took place. A person must say. */
  | { readonly kind: 'unknown'; readonly detail: string }
