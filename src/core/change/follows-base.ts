import { ruleOf } from '../project/rules.ts'
import type { Project } from '../project/state.ts'
import type { ChangeRow } from './change.ts'

/**
 * Whether what landing makes is wanted for each new head of the branch it goes into: to see that a conflict is
 * over, or that it is behind. Others are merged anew when their turn comes.
 */
export function followsBase(state: Project, change: ChangeRow): boolean {
  return change.landing?.kind === 'conflict' || ruleOf(state, change.into).behind === 'refused'
}
