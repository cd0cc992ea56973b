import type { Commit } from '../project/commit.ts'
import type { Instant } from '../facts/time.ts'

/** A branch that exists. */
export interface BranchRow {
  readonly name: string
  readonly head: string
  /** Where it stood before. Null: it is new. */
  readonly previous: string | null
  /** What the head holds. Null until it was looked up. */
  readonly facts: Commit | null
  readonly since: Instant
  readonly by: string
  /** Whoever moved it last may make things that protected environments take. */
  readonly isTrusted: boolean
  /** One of very many that moved at once: nothing starts for it until something needs it. */
  readonly isQuiet: boolean
  /** Something does not fit with where it is thought to stand: the repository is asked. */
  readonly isDoubted: boolean
  /** The open changes that come from it or go into it. */
  readonly changes: readonly number[]
}
