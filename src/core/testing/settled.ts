import { canonical } from '../kernel/digest.ts'
import type { Input } from '../kernel/input.ts'
import { project } from '../project/decider.ts'
import { Draft } from '../project/draft.ts'
import type { Body } from '../project/input.ts'
import { settle } from '../project/settle.ts'
import { emptyProject, type Project } from '../project/state.ts'
import type { Subject } from '../project/subject.ts'

/** What is stored is JSON: the state from its rows decides as the live one does, and the events give the same rows. */
export function assertStored(before: Project, input: Input<Body>, decision: ReturnType<typeof project.decide>): void {
  let folded = before
  for (const event of stored(decision.events)) folded = project.apply(folded, event)
  if (canonical(project.changes(before, folded)) !== canonical(project.changes(before, decision.state)))
    throw new Error('the events do not give the state')
  if (isLarge(before)) return
  const loaded = project.fromRows('project/shop', stored(project.changes(emptyProject(), before)))
  const { state: _, ...again } = project.decide(loaded, stored(input), input.at)
  const { state: _live, ...live } = decision
  if (JSON.stringify(again) !== JSON.stringify(live)) throw new Error('the rows do not lead to the same decision')
}

function stored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value
}

/** Of a state with more than this it is not looked: it takes too long for a story. */
const rowsMax = 300

function isLarge({ branches, changes, runs, evidence }: Project): boolean {
  return branches.size + changes.size + runs.size + evidence.size > rowsMax
}

/** Looks at everything once more. Whatever follows now was forgotten before: an event that should have touched somebody did not. */
export function assertSettled(state: Project, now: number): void {
  if (isLarge(state)) return
  const draft = new Draft(state, { id: 'once-more', at: now, by: { kind: 'part', name: 'story' }, body: { kind: 'wake' } }, now)
  for (const subject of everything(state)) draft.touch(subject)
  settle(draft)
  const { events, effects } = draft.decision({ kind: 'noted' })
  if (events.length + effects.length > 0) throw new Error(`not settled: ${JSON.stringify([...events, ...effects]).slice(0, 1_000)}`)
}

function everything(state: Project): Subject[] {
  return [
    'project',
    ...Array.from(state.branches.values(), ({ name }): Subject => `branch:${name}`),
    ...Array.from(state.changes.values(), ({ number }): Subject => `change:${number}`),
    ...Array.from(state.runs.values(), ({ number }): Subject => `run:${number}`),
    ...Array.from(state.environments.values(), ({ id }): Subject => `environment:${id}`),
    ...Array.from(state.rollouts.values(), ({ id }): Subject => `rollout:${id}`),
  ]
}
