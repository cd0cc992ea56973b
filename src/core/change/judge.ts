import type { BranchRule } from '../facts/branch.ts'
import type { Verdict } from '../kernel/verdict.ts'
import type { Instant } from '../facts/time.ts'
import { ruleOf } from '../project/rules.ts'
import type { Project } from '../project/state.ts'
import type { BranchRow } from './branch.ts'
import type { ChangeRow } from './change.ts'
import { asked } from './gates/asked.ts'
import { behind } from './gates/behind.ts'
import { checks } from './gates/checks.ts'
import { conflicts } from './gates/conflicts.ts'
import { draft } from './gates/draft.ts'
import { history } from './gates/history.ts'
import { into } from './gates/into.ts'
import { owners } from './gates/owners.ts'
import { process } from './gates/process.ts'
import { reviews } from './gates/reviews.ts'
import { stopped } from './gates/stopped.ts'
import { title } from './gates/title.ts'
import { trust } from './gates/trust.ts'

/** What a gate of a change looks at. */
export interface ChangeView {
  readonly state: Project
  readonly change: ChangeRow
  readonly rule: BranchRule
  readonly base: BranchRow | undefined
  readonly now: Instant
}

/** One reason for which a change may not be merged yet. Null: the gate does not apply. */
export type ChangeGate = (view: ChangeView) => Verdict | null

/** In the order in which people are told. A new kind of gate is a file and a line here. */
const gates: readonly ChangeGate[] = [
  stopped,
  into,
  draft,
  title,
  conflicts,
  process,
  history,
  trust,
  reviews,
  owners,
  checks,
  behind,
  asked,
]

/** Everything that stands between a change and its branch. All must be open. */
export function judgeChange(state: Project, change: ChangeRow, now: Instant): Verdict[] {
  const view: ChangeView = { state, change, now, rule: ruleOf(state, change.into), base: state.branches.get(change.into) }
  return gates.flatMap((gate) => gate(view) ?? [])
}
