import { settleBranch } from '../change/settle-branch.ts'
import { settleChange } from '../change/settle-change.ts'
import { settleEnvironment } from '../environment/settle-environment.ts'
import { assert } from '../kernel/assert.ts'
import { limits } from '../kernel/limits.ts'
import { settleRun } from '../pipeline/settle-run.ts'
import { settleRollout } from '../rollout/settle-rollout.ts'
import type { Instant } from '../facts/time.ts'
import type { Draft } from './draft.ts'
import { remind } from './remind.ts'
import { settleProject } from './settle-project.ts'
import type { Project } from './state.ts'
import { split, type Subject } from './subject.ts'

/** Looks again at all that the input has touched, and at what that touches, until nothing more follows. */
export function settle(draft: Draft): void {
  let rounds = 0
  for (let subject = draft.nextTouched(); subject !== null; subject = draft.nextTouched()) {
    assert(++rounds <= limits.settleMax || rounds <= mostRounds(draft.state), `one input touches ${subject} in a circle`)
    const own = settleOne(draft, subject)
    setAlarm(draft, subject, sooner(own, remind(draft, subject)))
  }
}

/** Stopping the line concerns everything there is, more than once. */
function mostRounds({ branches, changes, runs, environments, rollouts }: Project): number {
  const things = branches.size + changes.size + runs.size + environments.size + rollouts.size
  return limits.settleMax + limits.settleMaxEach * things
}

function settleOne(draft: Draft, subject: Subject): Instant | null {
  const { kind, key } = split(subject)
  switch (kind) {
    case 'project':
      return settleProject(draft)
    case 'branch':
      settleBranch(draft, key)
      return null
    case 'change':
      settleChange(draft, Number(key))
      return null
    case 'run':
      settleRun(draft, Number(key))
      return null
    case 'environment':
      return settleEnvironment(draft, key)
    case 'rollout':
      return settleRollout(draft, key)
  }
}

function sooner(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || (b !== null && b < a) ? b : a
}

/** When a subject wants to be looked at again is a fact like any other. */
function setAlarm(draft: Draft, subject: Subject, wanted: Instant | null): void {
  const at = wanted === null ? null : Math.max(wanted, draft.now + 1)
  if ((draft.state.alarms.get(subject) ?? null) !== at) draft.emit({ kind: 'alarm.set', subject, at })
}
