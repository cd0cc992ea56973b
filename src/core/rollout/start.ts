import type { EnvironmentFact } from '../facts/environment.ts'
import type { Candidate, EnvironmentRow, ReleaseSet } from '../environment/environment.ts'
import type { Draft } from '../project/draft.ts'
import { processOf, type Project } from '../project/state.ts'
import { placeOf } from './place.ts'
import type { RolloutRow, Step } from './rollout.ts'

/** Every gate is open: the candidate goes. */
export function startRollout(draft: Draft, fact: EnvironmentFact, row: EnvironmentRow, candidate: Candidate): void {
  const by = candidate.go?.by ?? 'branchline core'
  const steps = [...migrations(draft.state, row, candidate.set), ...shares(fact), ...verification(fact)]
  const place = placeOf(draft.state, row)
  if (!place) return
  draft.emit({
    kind: 'rollout.started',
    row: newRollout(draft, row, candidate.set, { kind: 'forward', by, origin: row.generation + 1, place, steps }),
  })
}

export function newRollout(
  draft: Draft,
  row: EnvironmentRow,
  set: ReleaseSet,
  more: Pick<RolloutRow, 'kind' | 'by' | 'origin' | 'place' | 'steps'>,
): RolloutRow {
  const generation = row.generation + 1
  return {
    id: `${row.id}#${generation}`,
    environment: row.id,
    set,
    from: row.current,
    since: draft.now,
    generation,
    step: 0,
    state: { kind: 'ready' },
    raises: 0,
    hasActivated: false,
    failure: null,
    ...more,
  }
}

/** A component that brings other bytes than those that serve migrates its database first. */
function migrations(state: Project, row: EnvironmentRow, set: ReleaseSet): Step[] {
  return Object.entries(set.components).flatMap(([name, digest]): Step[] => {
    const component = processOf(state)?.components[name]
    if (!component?.migrate || !component.database || row.current?.set.components[name] === digest) return []
    return [{ kind: 'migrate', component: name, database: component.database, command: component.migrate, digest }]
  })
}

/** Each share but the last is watched for a while. */
function shares(fact: EnvironmentFact): Step[] {
  const { steps, watchMs } = fact.rollout
  return steps.flatMap((share, i): Step[] => {
    const activate: Step = { kind: 'activate', share }
    return i < steps.length - 1 && watchMs > 0 ? [activate, { kind: 'watch', ms: watchMs }] : [activate]
  })
}

function verification(fact: EnvironmentFact): Step[] {
  return fact.verify.length === 0 ? [] : [{ kind: 'verify', pipelines: fact.verify }]
}
