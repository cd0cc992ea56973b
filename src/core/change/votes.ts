import type { BranchRule } from '../facts/branch.ts'
import type { ChangeRow, Review } from './change.ts'

/** Reviews that still speak of what is there. */
function fresh(change: ChangeRow, rule: Pick<BranchRule, 'staleReviews'>): readonly Review[] {
  if (rule.staleReviews === 'kept') return change.reviews
  return change.reviews.filter((review) => review.tree === change.tree)
}

/** Who approved it as it is. Nobody approves a change of their own. */
export function approvers(change: ChangeRow, rule: Pick<BranchRule, 'staleReviews'>): string[] {
  const approved = fresh(change, rule).filter((review) => review.verdict === 'approved')
  return approved.map((review) => review.by).filter((name) => !isOwn(change, name))
}

/** Who approved this very tree, whatever the branch keeps of older reviews. */
export function approversOfTree(change: ChangeRow): string[] {
  return approvers(change, { staleReviews: 'dismissed' })
}

/** Whether somebody opened the change, or made it what it is now. */
export function isOwn(change: ChangeRow, name: string): boolean {
  return name === change.author || name === change.pusher
}

/** Who said no, and has not taken it back. A rejection stands until its author looks again. */
export function rejecters(change: ChangeRow): string[] {
  return change.reviews.filter((review) => review.verdict === 'rejected').map((review) => review.by)
}
