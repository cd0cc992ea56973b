import type { Commit } from '../project/commit.ts'
import type { Instant } from '../facts/time.ts'
import type { ChangeRow, Landing, Review } from './change.ts'

export type BranchEvent =
  | {
      readonly kind: 'branch.moved'
      readonly branch: string
      readonly head: string
      readonly facts: Commit | null
      readonly by: string
      readonly isTrusted: boolean
      readonly isQuiet: boolean
      readonly at: Instant
    }
  | { readonly kind: 'branch.described'; readonly branch: string; readonly facts: Commit }
  /** The file in force looks at other parts of a commit than what is known of it. */
  | { readonly kind: 'branch.undescribed'; readonly branch: string }
  | { readonly kind: 'branch.doubted'; readonly branch: string }
  /** It stands where it was thought to stand. */
  | { readonly kind: 'branch.seen'; readonly branch: string }
  | { readonly kind: 'branch.deleted'; readonly branch: string; readonly by: string }

export type ChangeEvent =
  | { readonly kind: 'change.opened'; readonly row: ChangeRow }
  | {
      readonly kind: 'change.edited'
      readonly change: number
      readonly title: string
      readonly labels: readonly string[]
      readonly isDraft: boolean
    }
  | { readonly kind: 'change.pushed'; readonly change: number; readonly head: string; readonly by: string; readonly isTrusted: boolean }
  | { readonly kind: 'change.described'; readonly change: number; readonly tree: string }
  | { readonly kind: 'change.trusted'; readonly change: number; readonly by: string }
  | { readonly kind: 'change.reviewed'; readonly change: number; readonly review: Review }
  | { readonly kind: 'change.landing'; readonly change: number; readonly landing: Landing }
  /** The file in force lands changes otherwise, or looks at other parts of them. */
  | { readonly kind: 'change.unlanded'; readonly change: number }
  | { readonly kind: 'change.asked'; readonly change: number; readonly by: string; readonly at: Instant }
  | { readonly kind: 'change.unasked'; readonly change: number; readonly by: string; readonly reason: 'by-hand' | 'closed-gate' }
  | {
      readonly kind: 'change.merging'
      readonly change: number
      readonly effect: string
      readonly commit: string
      readonly base: string
      readonly by: string
    }
  | { readonly kind: 'change.unmerging'; readonly change: number; readonly reason: 'moved' | 'not-permitted' | 'failed' | 'cancelled' }
  | { readonly kind: 'change.merged'; readonly change: number; readonly commit: string; readonly by: string }
  | { readonly kind: 'change.closed'; readonly change: number; readonly by: string; readonly reason: string }
