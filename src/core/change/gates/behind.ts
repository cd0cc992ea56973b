import { closed, opened, waiting } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'
import { placeInQueue } from '../queue.ts'

/** What lands must stand on the branch as it is now: it is the commit that was tested. */
export const behind: ChangeGate = ({ state, change, rule, base }) => {
  const { landing } = change
  if (!base || landing?.kind !== 'clean') return null
  if (base.isDoubted) {
    return waiting('behind', 'looking', { into: change.into }, { by: [{ kind: 'itself', what: 'the forge' }] })
  }
  const isCurrent = landing.base === base.head
  if (rule.behind === 'refused' && (!isCurrent || landing.behind > 0)) {
    return closed(
      'behind',
      'out-of-date',
      { into: change.into, commits: landing.behind },
      { by: [{ kind: 'person', name: change.author }] },
    )
  }
  const place = placeInQueue(state, change)
  if (place > 1)
    return waiting('behind', 'queued', { place, into: change.into }, { by: [{ kind: 'itself', what: 'the changes before it' }] })
  if (isCurrent) return opened('behind')
  return waiting('behind', 'merged-anew', { into: change.into }, { by: [{ kind: 'itself', what: 'the forge' }] })
}
