import { after as later } from '../../kernel/calendar.ts'
import { mayVote, missingVotes } from '../../project/people.ts'
import { clearers, closed, opened, waiting } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** People sign one digest; another digest, or too much time, and their word counts no more. A no counts while its author has a vote. */
export const approve: EnvironmentGate = ({ state, fact, row, set, now }) => {
  if (fact.approve.length === 0) return null
  const rejected = row.rejections.find((no) => no.digest === set.digest && fact.approve.some((votes) => mayVote(state, no.by, votes)))
  if (rejected) {
    return closed('approve', 'rejected', { by: rejected.by, reason: rejected.reason }, { by: [{ kind: 'person', name: rejected.by }] })
  }
  const lasting = fact.approvalLasts
  const midnights = state.calendars.get('midnights')
  const ends = (at: number) => (lasting ? later(at, lasting, midnights) : Number.POSITIVE_INFINITY)
  const valid = row.approvals.filter((approval) => approval.digest === set.digest && ends(approval.at) > now)
  const names = valid.map((approval) => approval.by)
  const missing = missingVotes(state, fact.approve, names)
  if (missing.length > 0) return waiting('approve', 'missing', { digest: set.digest, approved: names }, { by: clearers.votes(missing) })
  return opened('approve', 'approved', { digest: set.digest, by: names })
}
