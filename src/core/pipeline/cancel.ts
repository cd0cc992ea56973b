import type { Draft } from '../project/draft.ts'
import type { RunRow } from './run.ts'
import { freeSlot } from './slots.ts'

/** Nothing more of a run starts; what runs is ended, and what undoes it still follows. */
export function cancelRun(draft: Draft, run: RunRow, by: string, isReplaced: boolean): void {
  draft.emit({ kind: 'run.cancelled', run: run.number, by, isReplaced })
  for (const job of Object.values(run.jobs)) {
    const { state } = job
    const undoes = run.pipeline.jobs[job.name]?.undoes ?? null
    if (undoes !== null) continue
    if (state.kind === 'running') draft.withdraw(state.effect)
    if (state.kind === 'looking') draft.forget(state.effect)
    if (state.kind === 'queued') freeSlot(draft, state.slot)
    if (state.kind === 'looking' || state.kind === 'queued' || state.kind === 'asking' || state.kind === 'waiting') {
      draft.emit({ kind: 'job.moved', run: run.number, job: job.key, attempt: job.attempt, state: { kind: 'cancelled' } })
    }
  }
}
