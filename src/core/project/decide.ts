import * as change from '../change/commands.ts'
import { judgeRefs, takeRefs } from '../change/push.ts'
import * as environment from '../environment/commands.ts'
import type { Instant } from '../facts/time.ts'
import type { Answer } from '../kernel/answer.ts'
import type { Decision } from '../kernel/decider.ts'
import type { Input } from '../kernel/input.ts'
import type { Work } from '../kernel/work.ts'
import * as pipeline from '../pipeline/commands.ts'
import { startJob } from '../pipeline/job-receipt.ts'
import { Draft } from './draft.ts'
import type { Event } from './event.ts'
import type { Body } from './input.ts'
import * as project from './commands.ts'
import { takeStarting } from './permit.ts'
import { resolveEffect, takeReceipt } from './receive.ts'
import { refuse } from './refuse.ts'
import { settle } from './settle.ts'
import { badShape } from './shape.ts'
import { projectRow, type Project } from './state.ts'
import { takeWake } from './wake.ts'

/**
 * What follows from one input, and why. First the input itself; then everything that it
 * concerns is looked at again until all is settled.
 */
export function decide(state: Project, input: Input<Body>, now: Instant): Decision<Project, Event, Work> {
  const draft = new Draft(state, input, now)
  const answer = route(draft, input.body)
  settle(draft)
  return draft.decision(answer)
}

type Handlers = { readonly [Kind in Body['kind']]: (draft: Draft, body: Extract<Body, { readonly kind: Kind }>) => Answer }

const handlers: Handlers = {
  wake: (draft) => takeWake(draft),
  'refs.changed': (draft, body) => project.fromPart(draft) ?? takeRefs(draft, body.refs, body.pusher),
  'people.changed': (draft, body) => project.fromPart(draft) ?? project.takePeople(draft, body.people),
  'slot.granted': (draft, body) => project.fromPart(draft) ?? project.note(() => startJob(draft, body.slot)),
  receipt: (draft, body) => project.fromPart(draft) ?? takeReceipt(draft, body.effect, body.attempt, body.outcome),
  starting: (draft, body) => project.fromPart(draft) ?? takeStarting(draft, body.effect, body.attempt),
  'project.open': project.openProject,
  'project.govern': project.govern,
  'line.stop': project.stopLine,
  'line.resume': project.resumeLine,
  'refs.propose': (draft, body) => judgeRefs(draft, body.refs),
  'change.open': change.openChange,
  'change.edit': change.editChange,
  'change.review': change.reviewChange,
  'change.trust': change.trustChange,
  'change.merge': change.mergeChange,
  'change.unmerge': change.unmergeChange,
  'change.close': change.closeChange,
  'run.start': pipeline.startRun,
  'run.cancel': pipeline.stopRun,
  'run.again': pipeline.runAgain,
  'job.approve': pipeline.approveJob,
  'environment.promote': environment.promote,
  'environment.approve': environment.approveSet,
  'environment.reject': environment.approveSet,
  'environment.retry': environment.retry,
  'environment.hold': environment.holdEnvironment,
  'environment.free': environment.freeEnvironment,
  'environment.abort': environment.abort,
  'environment.rollback': environment.rollBack,
  'environment.close': environment.closeEnvironment,
  'environment.forget': environment.forgetEnvironment,
  'effect.resolve': (draft, body) => resolveEffect(draft, body.effect, body.outcome, body.detail),
}

function route(draft: Draft, body: Body): Answer {
  if (!Object.hasOwn(handlers, body.kind)) return refuse('unknown-input', `there is no input of the kind ${String(body.kind).slice(0, 60)}`)
  if (body.kind !== 'project.open' && !projectRow(draft.state)) return refuse('no-project', 'the project is not open yet')
  const bad = badShape(body)
  if (bad) return bad
  const handle = handlers[body.kind] as (draft: Draft, body: Body) => Answer
  return handle(draft, body)
}
