import { evidenceOf } from '../../pipeline/evidence.ts'
import { pushedChecks } from '../../pipeline/start.ts'
import { clearers, closed, opened, waiting } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** What runs on the branch must have passed on this very tree. Previews show what is not tested yet. */
export const checks: EnvironmentGate = ({ state, fact, set }) => {
  const branch = state.branches.get(set.branch)
  const facts = branch?.facts
  if (fact.kind === 'each' || set.change !== null || !facts || facts.tree !== set.tree) return null
  const found = pushedChecks(state, branch, facts).map((name) => ({ name, evidence: evidenceOf(state, facts, name, branch.isTrusted) }))
  const failed = found.filter(({ evidence }) => evidence?.state === 'failed' || evidence?.state === 'cancelled').map(({ name }) => name)
  if (failed.length > 0) return closed('checks', 'failed', { checks: failed, tree: set.tree }, { by: clearers.role('developer') })
  const open = found.filter(({ evidence }) => evidence?.state !== 'passed').map(({ name }) => name)
  if (open.length > 0) return waiting('checks', 'running', { checks: open, tree: set.tree }, { by: clearers.itself('the pipelines') })
  return found.length === 0 ? null : opened('checks', 'passed', { checks: found.map(({ name }) => name), tree: set.tree })
}
