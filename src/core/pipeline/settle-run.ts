import { holds } from '../kernel/condition.ts'
import { matches } from '../kernel/pattern.ts'
import type { JobFact } from '../facts/pipeline.ts'
import { mayAsk } from '../project/ask-again.ts'
import type { Draft } from '../project/draft.ts'
import type { Subject } from '../project/subject.ts'
import { cancelRun } from './cancel.ts'
import { endRun } from './end.ts'
import { identityOf, neededJobs } from './identity.ts'
import { isLeftBehind } from './left-behind.ts'
import { placesWaitedFor } from './outcome-for.ts'
import { hasPlace, waitsForEnvironment } from './place.ts'
import { isFinal, type JobRow, type JobState, type RunRow, type SkipReason } from './run.ts'
import { askSlot } from './slots.ts'
import { jobSurroundings } from './surroundings.ts'

/** Takes every job of a run as far as it may go now. */
export function settleRun(draft: Draft, number: number): void {
  const run = draft.state.runs.get(String(number))
  if (!run) return
  if (isLeftBehind(draft, run)) cancelRun(draft, run, 'branchline core', true)
  if (!waitsForItsTurn(draft, run)) settleJobs(draft, number)
}

function settleJobs(draft: Draft, number: number): void {
  const current = () => draft.state.runs.get(String(number))
  for (const key of Object.keys(current()?.jobs ?? {})) {
    const run = current()
    const job = run?.jobs[key]
    if (run && job?.state.kind === 'waiting') settleJob(draft, run, job)
  }
  const after = current()
  if (!after) return
  if (Object.values(after.jobs).every(isFinal)) return endRun(draft, after)
  if (isLeftBehind(draft, after)) return cancelRun(draft, after, 'branchline core', true)
  // Whoever is waited for may wait for this run: it has come as far as it can.
  for (const id of placesWaitedFor(draft.state, after)) draft.touch(`environment:${id}`)
}

/** Where runs queue, an older one of the same branch or change goes first. */
function waitsForItsTurn(draft: Draft, run: RunRow): boolean {
  if (run.pipeline.overlap !== 'queue' || draft.state.runs.get(String(run.number))?.cancelled) return false
  return [...draft.state.runs.values()].some(
    (other) => other.number < run.number && other.pipeline.name === run.pipeline.name && other.about === run.about,
  )
}

function settleJob(draft: Draft, run: RunRow, job: JobRow): void {
  const fact = run.pipeline.jobs[job.name]
  if (!fact) return
  const before = fact.undoes === null ? neededJobs(run, fact, job.component) : othersThan(run, fact)
  if (!before.every(isFinal)) return
  const skip = whySkipped(draft, run, job, fact)
  if (skip) return move(draft, run, job, { kind: 'skipped', reason: skip })
  if (run.cancelled && fact.undoes === null) return move(draft, run, job, { kind: 'cancelled' })
  if (fact.work.kind === 'approve') return move(draft, run, job, { kind: 'asking', since: draft.now })
  if (waitsForEnvironment(draft.state, run, fact) || waitsForSerial(draft, run, job, fact)) return
  if (isReusable(run, fact)) look(draft, run, job, fact)
  else queue(draft, run, job)
}

function move(draft: Draft, run: RunRow, job: JobRow, state: JobState): void {
  draft.emit({ kind: 'job.moved', run: run.number, job: job.key, state, attempt: job.attempt })
}

/** A job that clears up waits for all that are not such. */
function othersThan(run: RunRow, fact: JobFact): JobRow[] {
  return Object.values(run.jobs).filter((other) => other.name !== fact.name && run.pipeline.jobs[other.name]?.undoes === null)
}

function whySkipped(draft: Draft, run: RunRow, job: JobRow, fact: JobFact): SkipReason | null {
  if (fact.undoes !== null) {
    const undone = Object.values(run.jobs).filter((other) => other.name === fact.undoes)
    return undone.some((other) => other.attempt > 0) ? null : 'nothing-to-undo'
  }
  if (job.component !== null && run.facts.subtrees[job.component] === null) return 'component'
  if (!suits(fact, neededJobs(run, fact, job.component))) return 'needs'
  const { paths, isCut } = run.facts.changed
  if (fact.paths.length > 0 && !isCut && !paths.some((path) => fact.paths.some((pattern) => matches(pattern, path)))) return 'paths'
  if (!hasPlace(draft.state, run, fact)) return 'environment'
  return fact.if && !holds(fact.if.condition, jobSurroundings(draft.state, run, job)) ? 'condition' : null
}

/** Whether the jobs before came to what this one wants of them. Nothing to do counts as passed. */
function suits(fact: JobFact, before: readonly JobRow[]): boolean {
  if (fact.outcome === 'any') return true
  const isPassed = (job: JobRow) => job.state.kind === 'passed' || (job.state.kind === 'skipped' && job.state.reason !== 'needs')
  return fact.outcome === 'passed' ? before.every(isPassed) : before.some((job) => job.state.kind === 'failed')
}

function waitsForSerial(draft: Draft, run: RunRow, job: JobRow, fact: JobFact): boolean {
  if (fact.serial === null) return false
  for (const other of draft.state.runs.values()) {
    for (const [name, one] of Object.entries(other.pipeline.jobs)) {
      if (one.serial !== fact.serial) continue
      const isTaken = Object.values(other.jobs).some(
        (row) => row.name === name && (other !== run || row.key !== job.key) && isUnderWay(row),
      )
      if (isTaken) return true
    }
  }
  return false
}

function isUnderWay(job: JobRow): boolean {
  return job.state.kind === 'looking' || job.state.kind === 'queued' || job.state.kind === 'running'
}

/** What touches something outside, or knows a secret, is done each time. */
function isReusable(run: RunRow, fact: JobFact): boolean {
  if (run.isAgain || run.cause.kind === 'verify' || fact.at !== null || fact.undoes !== null) return false
  return fact.secrets.length === 0 && fact.identity === null && fact.may.length === 0
}

function look(draft: Draft, run: RunRow, job: JobRow, fact: JobFact): void {
  const subject: Subject = `run:${run.number}`
  if (!mayAsk(draft, subject, `look ${job.key}`)) return
  const effect = draft.ask(subject, `look ${job.key}`, { kind: 'lookup.artifact', identity: identityOf(run, job, fact) })
  move(draft, run, job, { kind: 'looking', effect })
}

export function queue(draft: Draft, run: RunRow, job: JobRow): void {
  const slot = `run:${run.number}/${job.attempt + 1}/${job.key}`
  move(draft, run, job, { kind: 'queued', slot, since: draft.now })
  askSlot(draft, slot)
}
