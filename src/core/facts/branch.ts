import type { Pattern } from './source.ts'
import type { Votes, Who } from './people.ts'

/** The rules of the branches that one name or pattern covers. The longest literal part wins. */
export interface BranchRule {
  readonly pattern: Pattern
  /** True for plain names and for patterns that say `reviews` or `checks`: only changes move it. */
  readonly isProtected: boolean
  /** Where such a branch starts: a branch, or any release. */
  readonly from: { readonly kind: 'branch'; readonly branch: Pattern } | { readonly kind: 'any-release' } | null
  /** Where its changes go when nothing else is said. */
  readonly into: Pattern | null
  /** A change that lands from here also opens a change into this branch. */
  readonly backMerge: string | null
  /** Environments a change from here may pass by, each at the price of one more approval. */
  readonly skip: readonly string[]
  readonly reviews: readonly Votes[]
  /** Null: every pipeline that runs must pass. */
  readonly checks: readonly string[] | null
  readonly staleReviews: 'dismissed' | 'kept'
  readonly behind: 'queued' | 'refused' | 'allowed'
  readonly merge: 'by-hand' | 'by-itself'
  readonly push: readonly Who[]
  readonly tag: string | null
  readonly history: 'any' | 'linear'
}

/** How changes are made and landed, in the whole project. */
export interface ChangeRules {
  /** Null: the governing branch. */
  readonly into: string | null
  readonly titles: 'free' | 'conventional'
  readonly land: 'squash' | 'merge' | 'rebase'
  /** A ticket such as SHOP-123 in the branch's name or the title. */
  readonly ticket: { readonly prefix: string } | null
}

/** Paths whose changes need votes of their own. All that match count. */
export interface OwnerRule {
  readonly paths: Pattern
  readonly votes: readonly Votes[]
}
