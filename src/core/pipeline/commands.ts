import { pipelinesOf } from '../project/commit.ts'
import type { Answer } from '../kernel/answer.ts'
import type { Draft } from '../project/draft.ts'
import type { Command } from '../project/input.ts'
import { hasRole, isOneOf, nameOf } from '../project/people.ts'
import { done, refuse } from '../project/refuse.ts'
import { testedFacts } from '../change/tested.ts'
import { cancelRun } from './cancel.ts'
import { ensureRun } from './ensure.ts'

type Wanted<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>

export function startRun(draft: Draft, command: Wanted<'run.start'>): Answer {
  if (!hasRole(draft.state, draft.input.by, 'developer')) return refuse('not-allowed', 'a developer starts pipelines')
  const branch = draft.state.branches.get(command.branch)
  const facts = branch?.facts
  if (!branch || !facts) return refuse('no-branch', `there is no branch ${command.branch} whose commit is known`)
  const pipeline = pipelinesOf(draft.state, facts)?.pipelines[command.pipeline]
  if (!pipeline) return refuse('no-pipeline', `${command.branch} has no pipeline ${command.pipeline}`)
  const unknown = Object.keys(command.inputs).find((name) => !Object.hasOwn(pipeline.inputs, name))
  if (unknown !== undefined) return refuse('no-input', `${command.pipeline} takes no input ${unknown}`)
  const inputs: Record<string, string> = {}
  for (const [name, input] of Object.entries(pipeline.inputs)) {
    const value = command.inputs[name] ?? input.default
    if (value === null) return refuse('missing-input', `${command.pipeline} wants the input ${name}`)
    if (input.kind === 'choice' && !input.choices.includes(value)) return refuse('bad-input', `${name} is one of ${input.choices.join(', ')}`)
    if (input.kind === 'number' && (value.trim() === '' || !Number.isFinite(Number(value)))) return refuse('bad-input', `${name} is a number`)
    inputs[name] = value
  }
  const by = nameOf(draft.input.by)
  const run = ensureRun(draft, {
    pipeline,
    facts,
    inputs,
    cause: { kind: 'hand', branch: command.branch, by },
    isTrusted: branch.isTrusted,
    watcher: `branch:${command.branch}`,
    isAgain: Object.keys(inputs).length > 0,
  })
  return run === null ? refuse('too-many-jobs', `${command.pipeline} has more jobs than a run may have`) : done('started', { run })
}

export function runAgain(draft: Draft, command: Wanted<'run.again'>): Answer {
  if (!hasRole(draft.state, draft.input.by, 'developer')) return refuse('not-allowed', 'a developer starts pipelines')
  const about = aboutAgain(draft, command)
  const pipeline = about?.facts ? pipelinesOf(draft.state, about.facts)?.pipelines[command.pipeline] : undefined
  if (!about?.facts || !pipeline) return refuse('no-pipeline', `nothing there has a pipeline ${command.pipeline}`)
  const run = ensureRun(draft, { ...about, facts: about.facts, pipeline, isAgain: true })
  return run === null ? refuse('too-many-jobs', `${command.pipeline} has more jobs than a run may have`) : done('started', { run })
}

function aboutAgain(draft: Draft, command: Wanted<'run.again'>) {
  const change = command.change === null ? undefined : draft.state.changes.get(String(command.change))
  if (change) {
    if (!change.mayRun) return null
    return { facts: testedFacts(draft.state, change), cause: { kind: 'change', change: change.number }, isTrusted: change.isTrusted, watcher: `change:${change.number}` } as const
  }
  const branch = draft.state.branches.get(command.branch ?? '')
  if (!branch) return null
  return { facts: branch.facts, cause: { kind: 'push', branch: branch.name }, isTrusted: branch.isTrusted, watcher: `branch:${branch.name}` } as const
}

export function stopRun(draft: Draft, command: Wanted<'run.cancel'>): Answer {
  const run = draft.state.runs.get(String(command.run))
  if (!run) return refuse('no-run', `no run ${command.run} is under way`)
  if (!hasRole(draft.state, draft.input.by, 'developer')) return refuse('not-allowed', 'a developer cancels runs')
  if (run.cancelled) return done('cancelled', { run: run.number })
  cancelRun(draft, run, nameOf(draft.input.by), false)
  return done('cancelled', { run: run.number })
}

export function approveJob(draft: Draft, command: Wanted<'job.approve'>): Answer {
  const run = draft.state.runs.get(String(command.run))
  const job = run?.jobs[command.job]
  const work = job && run.pipeline.jobs[job.name]?.work
  if (!run || !job || work?.kind !== 'approve') return refuse('no-job', `run ${command.run} has no job ${command.job} that people pass`)
  if (job.state.kind !== 'asking') return refuse('not-asking', `${command.job} is ${job.state.kind}`)
  const by = nameOf(draft.input.by)
  if (!isOneOf(draft.state, draft.input.by, work.by)) return refuse('not-allowed', `${by} is not one of those who may`)
  const result = { artifact: null, identity: '', outputs: {}, coverage: null, isTrusted: true }
  const state = command.verdict === 'approved' ? ({ kind: 'passed', result, isReused: false } as const) : ({ kind: 'failed', reason: `rejected by ${by}`, result: null } as const)
  draft.emit({ kind: 'job.moved', run: run.number, job: job.key, state, attempt: job.attempt })
  return done(command.verdict, { run: run.number })
}
