import { mayVote, missingVotes } from '../../project/people.ts'
import { clearers, closed, opened, waiting } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'
import { approvers, rejecters } from '../votes.ts'

/** The votes that the branch wants, of people who looked at this very tree. */
export const reviews: ChangeGate = ({ state, change, rule }) => {
  const votes = [{ count: 1, team: null }, ...rule.reviews]
  const rejected = rejecters(change).filter((name) => votes.some((one) => mayVote(state, name, one)))
  if (rejected.length > 0) {
    return closed('reviews', 'rejected', { by: rejected }, { by: rejected.map((name) => ({ kind: 'person', name })) })
  }
  if (rule.reviews.length === 0) return null
  const approved = approvers(change, rule)
  const missing = missingVotes(state, rule.reviews, approved)
  if (missing.length === 0) return opened('reviews', 'approved', { by: approved })
  return waiting('reviews', 'missing', { approved, stale: change.reviews.length - approved.length }, { by: clearers.votes(missing) })
}
