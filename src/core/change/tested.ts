import type { Commit } from '../project/commit.ts'
import { ruleOf } from '../project/rules.ts'
import type { Project } from '../project/state.ts'
import type { ChangeRow } from './change.ts'

/**
 * What a change's pipelines run on: the commit that landing makes. Only where a branch allows
 * changes that are behind, it is the change's own head.
 */
export function testedFacts(state: Project, change: ChangeRow): Commit | null {
  if (ruleOf(state, change.into).behind === 'allowed') {
    return headFacts(state, change)
  }
  const { landing } = change
  return landing?.kind === 'clean' && landing.head === change.head ? landing.facts : null
}

/** The head itself, with all that the change changes: not only what its last push did. */
function headFacts(state: Project, change: ChangeRow): Commit | null {
  const branch = state.branches.get(change.from)
  const { landing } = change
  if (branch?.head !== change.head || !branch.facts || landing?.head !== change.head) return null
  const changed = landing.kind === 'clean' ? landing.facts.changed : { paths: [], isCut: true }
  return { ...branch.facts, changed }
}
