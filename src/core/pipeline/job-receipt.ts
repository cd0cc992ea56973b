import type { EnvValue, JobFact } from '../facts/pipeline.ts'
import type { Outcome } from '../kernel/effect.ts'
import { limits } from '../kernel/limits.ts'
import type { WorkValue } from '../kernel/work.ts'
import type { Draft } from '../project/draft.ts'
import { projectRow, type PendingRow } from '../project/state.ts'
import { identityOf, neededJobs } from './identity.ts'
import type { JobResult, JobRow, JobState, RunRow } from './run.ts'
import { environmentOf } from './place.ts'
import { queue } from './settle-run.ts'
import { freeSlot, jobOfSlot } from './slots.ts'

/** What the world answered to a job's look-up, or what the job came to. */
export function takeRunReceipt(draft: Draft, number: number, pending: PendingRow, outcome: Outcome): void {
  const run = draft.state.runs.get(String(number))
  const job = run?.jobs[pending.tag.slice(pending.tag.indexOf(' ') + 1)]
  if (!run || !job) return
  if (job.state.kind === 'looking' && job.state.effect === pending.id) takeFound(draft, run, job, outcome)
  else if (job.state.kind === 'running' && job.state.effect === pending.id) takeEnd(draft, run, job, outcome)
}

/** A look-up that failed costs time, not the job: it runs. */
function takeFound(draft: Draft, run: RunRow, job: JobRow, outcome: Outcome): void {
  const fact = run.pipeline.jobs[job.name]
  const found = outcome.kind === 'done' ? (outcome.value as WorkValue['lookup.artifact']) : null
  if (!fact || !found || (run.isTrusted && !found.isTrusted) || (fact.builds.length > 0 && found.digest === null))
    return queue(draft, run, job)
  const result: JobResult = {
    artifact: found.digest,
    identity: identityOf(run, job, fact),
    outputs: found.outputs,
    coverage: null,
    isTrusted: found.isTrusted,
  }
  pass(draft, run, job, fact, { kind: 'passed', result, isReused: true })
}

/** The installation has room for the job: it starts. */
export function startJob(draft: Draft, slot: string): void {
  const found = jobOfSlot(draft.state, slot)
  if (found) runJob(draft, found.run, found.job, slot)
}

function runJob(draft: Draft, run: RunRow, job: JobRow, slot: string): void {
  const project = projectRow(draft.state)
  const fact = run.pipeline.jobs[job.name]
  if (!project || !fact) return
  const effect = draft.ask(
    `run:${run.number}`,
    `job ${job.key}`,
    {
      kind: 'job.run',
      repository: project.repository,
      commit: run.facts.commit,
      work: fact.work,
      component: job.component,
      matrix: job.matrix,
      env: envOf(run, job, fact),
      given: run.inputs,
      services: fact.services,
      image: fact.image,
      runner: fact.runner,
      directory: fact.directory,
      secrets: fact.secrets,
      identity: fact.identity,
      may: fact.may,
      cache: fact.cache,
      artifacts: fact.artifacts,
      artifactIdentity: identityOf(run, job, fact),
      outputs: fact.outputs,
      report: fact.report,
      inputs: artifactsOf(neededJobs(run, fact, job.component)),
      at: environmentOf(draft.state, run, fact),
      timeoutMs: fact.timeoutMs,
      isTrusted: run.isTrusted,
    },
    { ms: fact.timeoutMs },
  )
  draft.emit({
    kind: 'job.moved',
    run: run.number,
    job: job.key,
    attempt: job.attempt + 1,
    state: { kind: 'running', effect, slot, since: draft.now },
  })
}

/** What earlier jobs put out is known now. */
function envOf(run: RunRow, job: JobRow, fact: JobFact): Readonly<Record<string, EnvValue>> {
  const before = neededJobs(run, fact, job.component)
  const text = (name: string, output: string) => {
    const made = before.flatMap((one) =>
      one.name === name && one.state.kind === 'passed' && Object.hasOwn(one.state.result.outputs, output)
        ? [one.state.result.outputs[output] ?? '']
        : [],
    )
    return made[0] ?? ''
  }
  return Object.fromEntries(
    Object.entries(fact.env).map(([key, value]) => [
      key,
      value.kind === 'text' ? value : { kind: 'text', text: text(value.job, value.output) },
    ]),
  )
}

function artifactsOf(jobs: readonly JobRow[]): Readonly<Record<string, string>> {
  const made = jobs.flatMap((job) =>
    job.state.kind === 'passed' && job.state.result.artifact !== null ? [[job.key, job.state.result.artifact] as const] : [],
  )
  return Object.fromEntries(made)
}

function takeEnd(draft: Draft, run: RunRow, job: JobRow, outcome: Outcome): void {
  const fact = run.pipeline.jobs[job.name]
  if (!fact || job.state.kind !== 'running') return
  const { slot } = job.state
  const state = stateAfter(run, job, fact, outcome)
  const isOver = run.cancelled !== null && fact.undoes === null
  if (state.kind === 'failed' && job.attempt <= Math.min(fact.retry, limits.retriesMax) && !isOver) return runJob(draft, run, job, slot)
  freeSlot(draft, slot)
  if (state.kind === 'passed') pass(draft, run, job, fact, state)
  else draft.emit({ kind: 'job.moved', run: run.number, job: job.key, attempt: job.attempt, state })
}

function stateAfter(
  run: RunRow,
  job: JobRow,
  fact: JobFact,
  outcome: Outcome,
): Extract<JobState, { kind: 'passed' | 'failed' | 'cancelled' }> {
  // What nobody here cancelled has not passed: a run must not pass because of it.
  if (outcome.kind === 'cancelled') return run.cancelled ? { kind: 'cancelled' } : { kind: 'failed', reason: 'cancelled', result: null }
  if (outcome.kind !== 'done') return { kind: 'failed', reason: outcome.kind === 'failed' ? outcome.code : 'unknown', result: null }
  const value = outcome.value as WorkValue['job.run']
  const { artifact, outputs, coverage } = value
  const result: JobResult = { artifact, outputs, coverage, identity: identityOf(run, job, fact), isTrusted: run.isTrusted }
  if (value.outcome === 'failed') return { kind: 'failed', reason: value.reason, result }
  if (fact.coverage && (coverage ?? 0) < fact.coverage.atLeast)
    return { kind: 'failed', reason: `coverage ${coverage ?? 'unknown'}`, result }
  if (fact.builds.length > 0 && artifact === null) return { kind: 'failed', reason: 'no artifact', result }
  return { kind: 'passed', result, isReused: false }
}

/** A job has passed; where it builds components, their bytes are there from now on. */
function pass(draft: Draft, run: RunRow, job: JobRow, fact: JobFact, state: Extract<JobState, { kind: 'passed' }>): void {
  const { artifact, identity, isTrusted } = state.result
  draft.emit({ kind: 'job.moved', run: run.number, job: job.key, attempt: job.attempt, state })
  if (artifact === null) return
  const components = job.component === null ? fact.builds : fact.builds.filter((name) => name === job.component)
  for (const component of components)
    draft.emit({ kind: 'component.made', run: run.number, component, made: { identity, digest: artifact, isTrusted } })
}
