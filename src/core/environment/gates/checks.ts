import { evidenceAt, evidenceOf, type EvidenceRow } from '../../pipeline/evidence.ts'
import { outcomeFor } from '../../pipeline/outcome-for.ts'
import { pushedChecks } from '../../pipeline/start.ts'
import { clearers, closed, opened, waiting } from '../../verdict/make.ts'
import type { EnvironmentGate, EnvironmentView } from '../judge.ts'

type Found = { readonly name: string; readonly state: EvidenceRow['state'] | null }

/** What runs on the branch must have passed on this very tree. Previews show what is not tested yet. */
export const checks: EnvironmentGate = (view) => {
  const { fact, set, stage } = view
  if (stage === 'serving' || fact.kind === 'each' || set.change !== null) return null
  const found = resultsOf(view)
  const failed = found.filter(({ state }) => state === 'failed' || state === 'cancelled').map(({ name }) => name)
  if (failed.length > 0) return closed('checks', 'failed', { checks: failed, tree: set.tree }, { by: clearers.role('developer') })
  const open = found.filter(({ state }) => state !== 'passed').map(({ name }) => name)
  if (open.length > 0) return waiting('checks', 'running', { checks: open, tree: set.tree }, { by: clearers.itself('the pipelines') })
  return found.length === 0 ? null : opened('checks', 'passed', { checks: found.map(({ name }) => name), tree: set.tree })
}

/** While the branch stands at the set's tree, its file as it is now says what must pass; once it has moved on, what was said then. */
function resultsOf({ state, set, row }: EnvironmentView): Found[] {
  const branch = state.branches.get(set.branch)
  const facts = branch?.facts
  if (branch && facts?.tree === set.tree) {
    return pushedChecks(state, branch, facts).map((name) => ({
      name,
      state: outcomeFor(state, evidenceOf(state, facts, name, branch.isTrusted), row.id),
    }))
  }
  return set.checks.map((name) => ({ name, state: outcomeFor(state, evidenceAt(state, set.tree, name, set.isTrusted), row.id) }))
}
