import type { EnvironmentFact } from '../facts/environment.ts'
import type { Instant } from '../facts/time.ts'
import type { Verdict } from '../kernel/verdict.ts'
import type { Project } from '../project/state.ts'
import { clearers, closed } from '../verdict/make.ts'
import { declared } from './declared.ts'
import type { Candidate, EnvironmentRow, ReleaseSet } from './environment.ts'
import { after } from './gates/after.ts'
import { approve } from './gates/approve.ts'
import { busy } from './gates/busy.ts'
import { checks } from './gates/checks.ts'
import { condition } from './gates/condition.ts'
import { failed } from './gates/failed.ts'
import { freeze } from './gates/freeze.ts'
import { go } from './gates/go.ts'
import { hold } from './gates/hold.ts'
import { order } from './gates/order.ts'
import { room } from './gates/room.ts'
import { stopped } from './gates/stopped.ts'
import { trust } from './gates/trust.ts'
import { version } from './gates/version.ts'

/** What a gate of an environment looks at. */
export interface EnvironmentView {
  readonly state: Project
  readonly fact: EnvironmentFact
  readonly row: EnvironmentRow
  readonly set: ReleaseSet
  readonly go: Candidate['go']
  readonly now: Instant
  /** Before a rollout starts; at its steps; and at those after its first bytes serve. */
  readonly stage: 'before' | 'under-way' | 'serving'
}

/** One reason for which a set may not go into an environment yet. Null: the gate does not apply. */
export type EnvironmentGate = (view: EnvironmentView) => Verdict | null

/** In the order in which people are told. A new kind of gate is a file and a line here. */
const gates: readonly EnvironmentGate[] = [
  stopped,
  hold,
  freeze,
  failed,
  trust,
  version,
  checks,
  order,
  after,
  condition,
  approve,
  go,
  room,
  busy,
]

/** Everything that stands between a candidate and its environment. All must be open. */
export function judgeCandidate(state: Project, row: EnvironmentRow, candidate: Candidate, now: Instant): Verdict[] {
  return judge(state, row, { set: candidate.set, go: candidate.go, now, stage: 'before' })
}

/** The same gates for a rollout that is under way, judged again before each of its steps. */
export function judgeStep(state: Project, row: EnvironmentRow, set: ReleaseSet, now: Instant, isServing: boolean): Verdict[] {
  return judge(state, row, { set, go: null, now, stage: isServing ? 'serving' : 'under-way' })
}

function judge(state: Project, row: EnvironmentRow, about: Pick<EnvironmentView, 'set' | 'go' | 'now' | 'stage'>): Verdict[] {
  const fact = declared(state, row)
  if (!fact) return [closed('declared', 'undeclared', { environment: row.name }, { by: clearers.role('maintainer') })]
  const view: EnvironmentView = { state, fact, row, ...about }
  return gates.flatMap((gate) => gate(view) ?? [])
}
