import type { Draft } from '../project/draft.ts'
import { cancelRun } from '../pipeline/cancel.ts'
import { awaited } from '../project/state.ts'
import { dropEvidence, endAborted, endStranded } from './end.ts'
import type { Failure, RolloutRow } from './rollout.ts'

/** Somebody ends it: what is under way is withdrawn, and what served before serves again. */
export function abortRollout(draft: Draft, row: RolloutRow, failure: Failure): void {
  stopActing(draft, row)
  fail(draft, row, failure)
}

/** The environment itself goes: nothing is to serve there any more. */
export function withdrawRollout(draft: Draft, id: string): void {
  const row = draft.state.rollouts.get(id)
  if (!row) return
  stopActing(draft, row)
  cancelVerification(draft, row)
  dropEvidence(draft, row)
  draft.emit({ kind: 'rollout.ended', rollout: id, outcome: 'withdrawn' })
}

/**
 * It cannot be brought to its end. If the target may serve some of it, what served before is
 * activated again with a generation of its own; if it never began, there is nothing to undo.
 */
export function fail(draft: Draft, row: RolloutRow, failure: Failure): void {
  const current = draft.state.rollouts.get(row.id) ?? row
  cancelVerification(draft, current)
  // Nobody knows what serves when going back is broken off.
  if (current.failure) return endStranded(draft, current, failure)
  if (!current.hasActivated || !current.from) return endAborted(draft, current, failure)
  const environment = draft.state.environments.get(row.environment)
  const generation = (environment?.generation ?? row.generation) + 1
  draft.emit({ kind: 'rollout.returning', rollout: row.id, generation, steps: [{ kind: 'return' }], failure })
}

/** Withdrawn if it was granted; forgotten if nothing was touched yet. */
function stopActing(draft: Draft, row: RolloutRow): void {
  if (row.state.kind !== 'acting') return
  const pending = awaited(draft.state, `rollout:${row.id}`, `step ${row.generation} ${row.step}`)
  if (pending?.permit) draft.withdraw(row.state.effect)
  else draft.forget(row.state.effect)
}

function cancelVerification(draft: Draft, row: RolloutRow): void {
  for (const run of draft.state.runs.values()) {
    if (run.cause.kind === 'verify' && run.cause.rollout === row.id && !run.cancelled) cancelRun(draft, run, 'branchline core', true)
  }
}
