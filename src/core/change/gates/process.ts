import { processOf, projectRow } from '../../project/state.ts'
import { closed, opened, waiting } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'
import { approversOfTree } from '../votes.ts'

/**
 * A change of the process file can widen rights: one of those who hold them made it, or looked at this very
 * tree. Whether it changes the file can be seen when it is merged with the branch as that is now.
 */
export const process: ChangeGate = ({ state, change, base }) => {
  const inForce = processOf(state)
  const { landing } = change
  if (projectRow(state)?.governingBranch !== change.into || !inForce || landing?.kind !== 'clean') return null
  const { pipelines, problem } = landing.facts
  if (!pipelines) return closed('process', 'invalid', { problem: problem ?? '' }, { by: [{ kind: 'person', name: change.author }] })
  if (pipelines === inForce.digest || pipelines === base?.facts?.pipelines || landing.base !== base?.head) return null
  const keepers = [change.pusher, ...approversOfTree(change)].filter((name) => isKeeper(state.people.get(name)?.role))
  if (keepers.length > 0) return opened('process', 'reviewed', { by: keepers })
  return waiting('process', 'changed', {}, { by: [{ kind: 'who', who: [{ kind: 'role', role: 'maintainer' }] }] })
}

function isKeeper(role: string | undefined): boolean {
  return role === 'maintainer' || role === 'administrator'
}
