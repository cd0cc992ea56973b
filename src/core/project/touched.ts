import type { ChangeRow } from '../change/change.ts'
import { followsBase } from '../change/follows-base.ts'
import { nextInQueue } from '../change/queue.ts'
import { processOf, type Project } from './state.ts'
import type { Event } from './event.ts'
import { split, type Subject } from './subject.ts'

/**
 * Whom an event concerns: they are looked at again before the decision ends. Asked before and
 * after the event is applied, so that those who lose something hear of it as well.
 */
export function touchedBy(state: Project, event: Event): readonly Subject[] {
  switch (event.kind) {
    case 'project.opened':
    case 'project.governed':
    case 'process.kept':
    case 'process.refused':
      return ['project']
    case 'process.taken':
    case 'people.changed':
    case 'line.stopped':
    case 'line.resumed':
      return ['project', ...everything(state)]
    case 'calendars.known':
    case 'calendars.dropped':
      return ['project', ...environments(state)]
    case 'pipelines.known':
    case 'pipelines.dropped':
    case 'effect.asked':
    case 'effect.permitted':
    case 'alarm.set':
    case 'subject.resting':
    case 'subject.reminded':
      return []
    case 'subject.rested':
      return [event.subject]
    case 'effect.refused':
    case 'effect.ended':
    case 'effect.late':
    case 'effect.unknown':
    case 'effect.forgotten':
      return state.pending.has(event.effect) ? [subjectOf(state, event.effect)] : []
    case 'branch.doubted':
      return [`branch:${event.branch}`]
    case 'change.opened':
      return ofChange(state, event.row.number)
    case 'run.started':
      // What passed before does not count while it runs again.
      return [`run:${event.row.number}`, ...(event.row.isAgain ? sharedEnvironments(state) : [])]
    case 'run.watched':
    case 'evidence.dropped':
      return []
    case 'component.made':
      return [...watchers(state, event.run), ...sharedEnvironments(state)]
    case 'job.moved':
      return isSerial(state, event.run, event.job) ? runs(state) : [`run:${event.run}`]
    case 'run.cancelled':
      return [`run:${event.run}`]
    case 'run.ended':
      return [`run:${event.run}`, ...watchers(state, event.run), ...sharedEnvironments(state), ...runs(state)]
    case 'environment.opened':
      return [`environment:${event.row.id}`]
    case 'environment.same':
    case 'environment.deployed':
      return [`environment:${event.environment}`, ...sharedEnvironments(state), ...runs(state)]
    case 'environment.emptied':
    case 'environment.closed':
      return [...ownersOf(state, event.environment), ...environments(state), ...runs(state)]
    case 'rollout.started':
      return [`rollout:${event.row.id}`, `environment:${event.row.environment}`]
    case 'rollout.moved':
    case 'rollout.activating':
    case 'rollout.returning':
    case 'rollout.ended':
      return ofRollout(state, event.rollout)
    default:
      if ('branch' in event) return ofBranch(state, event.branch)
      return 'environment' in event ? ofEnvironment(state, event.environment) : ofChange(state, event.change)
  }
}

function subjectOf(state: Project, effect: string): Subject {
  return state.pending.get(effect)?.subject ?? 'project'
}

function ofBranch(state: Project, branch: string): Subject[] {
  const moved = concerned(
    state,
    branch,
    (change) => change.from === branch || change.landing === null || change.asked !== null || followsBase(state, change),
  )
  return [`branch:${branch}`, ...moved, ...sharedEnvironments(state), ...environmentsOfOwner(state, `branch/${branch}`)]
}

function concerned(state: Project, branch: string, isConcerned: (change: ChangeRow) => boolean): Subject[] {
  const numbers = state.branches.get(branch)?.changes ?? []
  const rows = numbers.map((number) => state.changes.get(String(number))).filter((row) => row !== undefined)
  return rows.filter(isConcerned).map((row): Subject => `change:${row.number}`)
}

function ofChange(state: Project, number: number): Subject[] {
  const row = state.changes.get(String(number))
  // Those further back wait for these, whatever becomes of this one.
  const queue = row ? nextInQueue(state, row.into).map((next): Subject => `change:${next}`) : []
  return [`change:${number}`, ...queue, ...environmentsOfOwner(state, `change/${number}`), ...environmentsOfChanges(state)]
}

function ofEnvironment(state: Project, id: string): Subject[] {
  const rollout = state.environments.get(id)?.rollout
  return rollout ? [`environment:${id}`, `rollout:${rollout}`] : [`environment:${id}`]
}

function ofRollout(state: Project, id: string): Subject[] {
  const row = state.rollouts.get(id)
  return row ? [`rollout:${id}`, `environment:${row.environment}`] : [`rollout:${id}`]
}

/** Those who wait for a run, and the environments that take what it makes for them. */
function watchers(state: Project, number: number): readonly Subject[] {
  const run = state.runs.get(String(number))
  const found = run ? (state.evidence.get(run.evidence)?.watchers ?? []) : []
  return found.flatMap((watcher) => {
    const { kind, key } = split(watcher)
    return kind === 'branch' || kind === 'change' ? [watcher, ...environmentsOfOwner(state, `${kind}/${key}`)] : [watcher]
  })
}

/** Whether other runs wait for what this job holds. */
function isSerial(state: Project, number: number, key: string): boolean {
  const run = state.runs.get(String(number))
  const fact = run?.pipeline.jobs[run.jobs[key]?.name ?? '']
  return fact !== undefined && fact.serial !== null
}

/** Older ones first: they have waited longer. */
function runs(state: Project): Subject[] {
  const numbers = Array.from(state.runs.values(), (run) => run.number)
  return numbers.toSorted((a, b) => a - b).map((number): Subject => `run:${number}`)
}

function environments(state: Project): Subject[] {
  return Array.from(state.environments.values(), (row): Subject => `environment:${row.id}`)
}

function sharedEnvironments(state: Project): Subject[] {
  const facts = Object.values(processOf(state)?.environments ?? {})
  return facts.filter((fact) => fact.kind === 'shared').map((fact): Subject => `environment:${fact.name}`)
}

function environmentsOfOwner(state: Project, owner: string): Subject[] {
  const facts = Object.values(processOf(state)?.environments ?? {})
  return facts.filter((fact) => fact.kind === 'each').map((fact): Subject => `environment:${fact.name}/${owner}`)
}

/** Shared environments that take changes: which one may be another now. */
function environmentsOfChanges(state: Project): Subject[] {
  const facts = Object.values(processOf(state)?.environments ?? {}).filter((fact) => fact.kind === 'shared')
  return facts.filter((fact) => fact.takes.some((source) => source.kind === 'change')).map((fact): Subject => `environment:${fact.name}`)
}

/** The branch or change an environment of its own belonged to: it may want a new one. */
function ownersOf(state: Project, id: string): Subject[] {
  const owner = state.environments.get(id)?.owner
  if (!owner) return [`environment:${id}`]
  return [owner.kind === 'branch' ? `branch:${owner.branch}` : `change:${owner.change}`]
}

function everything(state: Project): Subject[] {
  const branches = Array.from(state.branches.values(), (row): Subject => `branch:${row.name}`)
  const changes = Array.from(state.changes.values(), (row): Subject => `change:${row.number}`)
  const rollouts = Array.from(state.rollouts.values(), (row): Subject => `rollout:${row.id}`)
  return [...branches, ...changes, ...runs(state), ...rollouts, ...environments(state), ...sharedEnvironments(state)]
}
