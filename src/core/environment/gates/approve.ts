import { after as later } from '../../kernel/calendar.ts'
import { missingVotes } from '../../project/people.ts'
import { clearers, closed, opened, waiting } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** People sign one digest; another digest, or too much time, and their word counts no more. */
export const approve: EnvironmentGate = ({ state, fact, row, set, now }) => {
  if (fact.approve.length === 0) return null
  const { rejected } = row
  if (rejected?.digest === set.digest) {
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
