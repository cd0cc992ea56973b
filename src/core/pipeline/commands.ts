import { pipelinesOf, type Commit } from '../project/commit.ts'
import type { Answer } from '../kernel/answer.ts'
import type { ChangeRow } from '../change/change.ts'
import type { PipelineFact } from '../facts/pipeline.ts'
import type { Draft } from '../project/draft.ts'
import type { Command } from '../project/input.ts'
import { hasRole, isOneOf, nameOf } from '../project/people.ts'
import { declared } from '../environment/declared.ts'
import { done, refuse } from '../project/refuse.ts'
import { deployers } from '../project/rules.ts'
import { testedFacts } from '../change/tested.ts'
import { cancelRun, endUndoing } from './cancel.ts'
import { ensureRun, type RunWanted } from './ensure.ts'
import { badInputs } from './inputs.ts'

type Wanted<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>

export function startRun(draft: Draft, command: Wanted<'run.start'>): Answer {
  if (!hasRole(draft.state, draft.input.by, 'developer')) return refuse('not-allowed', 'a developer starts pipelines')
  const branch = draft.state.branches.get(command.branch)
  const facts = branch?.facts
  if (!branch || !facts) return refuse('no-branch', `there is no branch ${command.branch} whose commit is known`)
  const pipeline = pipelineNamed(draft, facts, command.pipeline)
  if (!pipeline) return refuse('no-pipeline', `${command.branch} has no pipeline ${command.pipeline}`)
  const bad = badInputs(pipeline, command.inputs)
  if (bad) return bad
  const cause = { kind: 'hand', branch: command.branch, by: nameOf(draft.input.by) } as const
  const { inputs } = command
  return started(draft, { pipeline, facts, inputs, cause, isTrusted: branch.isTrusted, watcher: `branch:${command.branch}`, isAnew: true })
}

/** A name comes from outside: only what the file has counts, and nothing every object has. */
function pipelineNamed(draft: Draft, facts: Commit, name: string): PipelineFact | null {
  const pipelines = pipelinesOf(draft.state, facts)?.pipelines ?? {}
  return Object.hasOwn(pipelines, name) ? (pipelines[name] ?? null) : null
}

function started(draft: Draft, wanted: RunWanted): Answer {
  const run = ensureRun(draft, wanted)
  return run === null ? refuse('too-many-jobs', `${wanted.pipeline.name} has more jobs than a run may have`) : done('started', { run })
}

export function runAgain(draft: Draft, command: Wanted<'run.again'>): Answer {
  if (!hasRole(draft.state, draft.input.by, 'developer')) return refuse('not-allowed', 'a developer starts pipelines')
  const change = command.change === null ? undefined : draft.state.changes.get(String(command.change))
  if (change && !change.mayRun) return refuse('not-trusted', `a developer looks at #${change.number} before anything of it runs`)
  const about = aboutAgain(draft, command, change)
  const pipeline = about?.facts ? pipelineNamed(draft, about.facts, command.pipeline) : null
  if (!about?.facts || !pipeline) return refuse('no-pipeline', `nothing there has a pipeline ${command.pipeline}`)
  const { facts } = about
  return started(draft, { ...about, facts, pipeline, isAgain: true })
}

function aboutAgain(draft: Draft, command: Wanted<'run.again'>, change: ChangeRow | undefined) {
  if (change) {
    return {
      facts: testedFacts(draft.state, change),
      cause: { kind: 'change', change: change.number },
      isTrusted: change.isTrusted,
      watcher: `change:${change.number}`,
      shownOn: change.head,
    } as const
  }
  const branch = draft.state.branches.get(command.branch ?? '')
  if (!branch) return null
  return {
    facts: branch.facts,
    cause: { kind: 'push', branch: branch.name },
    isTrusted: branch.isTrusted,
    watcher: `branch:${branch.name}`,
  } as const
}

export function stopRun(draft: Draft, command: Wanted<'run.cancel'>): Answer {
  const run = draft.state.runs.get(String(command.run))
  if (!run) return refuse('no-run', `no run ${command.run} is under way`)
  if (!hasRole(draft.state, draft.input.by, 'developer')) return refuse('not-allowed', 'a developer cancels runs')
  if (run.cause.kind === 'verify' && !isDeployer(draft, run.cause.environment))
    return refuse('not-allowed', `run ${run.number} verifies ${run.cause.environment}: whoever deploys there cancels it`)
  if (run.cancelled) endUndoing(draft, run)
  else cancelRun(draft, run, nameOf(draft.input.by), false)
  return done('cancelled', { run: run.number })
}

/** To end a verification is to send back what is being rolled out. */
function isDeployer(draft: Draft, id: string): boolean {
  const row = draft.state.environments.get(id)
  const fact = row ? declared(draft.state, row) : null
  if (!fact) return hasRole(draft.state, draft.input.by, 'maintainer')
  return isOneOf(draft.state, draft.input.by, deployers(draft.state, fact))
}

export function approveJob(draft: Draft, command: Wanted<'job.approve'>): Answer {
  const run = draft.state.runs.get(String(command.run))
  const job = run && Object.hasOwn(run.jobs, command.job) ? run.jobs[command.job] : undefined
  const work = run && job ? run.pipeline.jobs[job.name]?.work : undefined
  if (!run || !job || work?.kind !== 'approve') return refuse('no-job', `run ${command.run} has no job ${command.job} that people pass`)
  if (job.state.kind !== 'asking') return refuse('not-asking', `${command.job} is ${job.state.kind}`)
  const by = nameOf(draft.input.by)
  if (!isOneOf(draft.state, draft.input.by, work.by)) return refuse('not-allowed', `${by} is not one of those who may`)
  const result = { artifact: null, identity: '', outputs: {}, coverage: null, isTrusted: true }
  const state =
    command.verdict === 'approved'
      ? ({ kind: 'passed', result, isReused: false } as const)
      : ({ kind: 'failed', reason: `rejected by ${by}`, result: null } as const)
  draft.emit({ kind: 'job.moved', run: run.number, job: job.key, state, attempt: job.attempt })
  return done(command.verdict, { run: run.number })
}
