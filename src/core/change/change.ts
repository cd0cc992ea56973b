import type { Commit } from '../project/commit.ts'
import type { Instant } from '../facts/time.ts'

export interface Review {
  readonly by: string
  readonly verdict: 'approved' | 'rejected'
  /** The tree that was looked at. */
  readonly tree: string
  readonly at: Instant
}

/** What landing this change would make. It speaks of one base, one head and one title. */
export type Landing =
  | {
      readonly kind: 'clean'
      readonly base: string
      readonly head: string
      readonly title: string
      readonly facts: Commit
      readonly behind: number
    }
  | { readonly kind: 'conflict'; readonly base: string; readonly head: string; readonly title: string; readonly paths: readonly string[] }

/** A change that is open. Merged and closed ones are history. */
export interface ChangeRow {
  readonly number: number
  readonly from: string
  readonly into: string
  readonly title: string
  readonly labels: readonly string[]
  readonly isDraft: boolean
  readonly author: string
  /** Who moved it to its head: they have no vote about it either. */
  readonly pusher: string

  /** Its author may make things that protected environments take. */
  readonly isTrusted: boolean
  /** Somebody who may has looked at it, or it needs no look: its pipelines run. */
  readonly mayRun: boolean
  readonly since: Instant
  readonly head: string
  /** The tree of the head itself: what reviews speak of. Null until it is known. */
  readonly tree: string | null
  readonly landing: Landing | null
  /** The newest review of each person. */
  readonly reviews: readonly Review[]
  /** Somebody, or the branch's rule, wants it merged: it stands in the queue from then on. */
  readonly asked: { readonly by: string; readonly at: Instant } | null

  /** A landing the forge would not take, or somebody held back: it is not tried again by itself. */
  readonly refused: string | null
  /** The landing that is being merged right now. */
  readonly merging: { readonly effect: string; readonly commit: string; readonly base: string; readonly by: string } | null
}
