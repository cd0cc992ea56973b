import type { Draft } from '../project/draft.ts'
import { isFinal, type JobRow, type RunRow } from './run.ts'
import { freeSlot } from './slots.ts'

/** Nothing more of a run starts; what runs is ended, and what undoes it still follows. */
export function cancelRun(draft: Draft, run: RunRow, by: string, isReplaced: boolean): void {
  draft.emit({ kind: 'run.cancelled', run: run.number, by, isReplaced })
  for (const job of Object.values(run.jobs)) if (!undoes(run, job)) endJob(draft, run, job)
}

/** A run that is cancelled a second time ends without its clearing up. */
export function endUndoing(draft: Draft, run: RunRow): void {
  for (const job of Object.values(run.jobs)) if (undoes(run, job)) endJob(draft, run, job)
}

function undoes(run: RunRow, job: JobRow): boolean {
  return (run.pipeline.jobs[job.name]?.undoes ?? null) !== null
}

/** What runs ends when the world says that it has. */
function endJob(draft: Draft, run: RunRow, job: JobRow): void {
  const { state } = job
  if (isFinal(job)) return
  if (state.kind === 'running') return draft.withdraw(state.effect)
  if (state.kind === 'looking') draft.forget(state.effect)
  if (state.kind === 'queued') freeSlot(draft, state.slot)
  draft.emit({ kind: 'job.moved', run: run.number, job: job.key, attempt: job.attempt, state: { kind: 'cancelled' } })
}
