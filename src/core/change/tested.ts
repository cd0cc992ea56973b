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
    const branch = state.branches.get(change.from)
    return branch?.head === change.head ? branch.facts : null
  }
  const { landing } = change
  return landing?.kind === 'clean' && landing.head === change.head ? landing.facts : null
}
