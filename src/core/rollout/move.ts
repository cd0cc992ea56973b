import type { Verdict } from '../kernel/verdict.ts'
import type { Draft } from '../project/draft.ts'
import type { RolloutRow, StepState } from './rollout.ts'

/** A gate was closed at the moment the step would have begun. */
export function pause(draft: Draft, row: RolloutRow, verdicts: readonly Verdict[]): void {
  const gates = verdicts.filter((verdict) => verdict.state !== 'open').map((verdict) => verdict.gate)
  move(draft, row, { kind: 'paused', gates, since: draft.now })
}

export function nextStep(draft: Draft, row: RolloutRow): void {
  draft.emit({ kind: 'rollout.moved', rollout: row.id, step: row.step + 1, state: { kind: 'ready' } })
}

export function move(draft: Draft, row: RolloutRow, state: StepState): void {
  draft.emit({ kind: 'rollout.moved', rollout: row.id, step: row.step, state })
}
