import { stopMerging } from '../change/change-receipt.ts'
import { judgeMerge } from '../change/settle-change.ts'
import type { Answer } from '../kernel/answer.ts'
import { limits } from '../kernel/limits.ts'
import type { Verdict } from '../kernel/verdict.ts'
import { pause } from '../rollout/move.ts'
import { judgeRollout } from '../rollout/settle-rollout.ts'
import { areOpen, closed } from '../verdict/make.ts'
import type { Draft } from './draft.ts'
import type { PendingRow } from './state.ts'
import { split } from './subject.ts'

/**
 * A guarded effect is about to touch the world: the gates are judged once more, now. What is granted
 * holds for a moment and for one generation; what is not leaves the subject waiting where it was.
 */
export function takeStarting(draft: Draft, effect: string, attempt: number): Answer {
  const pending = draft.state.pending.get(effect)
  if (!pending) return { kind: 'no-permit', verdicts: [closed('permit', 'not-awaited', { effect })] }
  const judged = judge(draft, pending)
  if (areOpen(judged.verdicts)) return grant(draft, pending, attempt, judged.generation)
  const gates = judged.verdicts.filter((verdict) => verdict.state !== 'open').map((verdict) => verdict.gate)
  draft.emit({ kind: 'effect.refused', effect, attempt, gates })
  refused(draft, pending, judged.verdicts)
  return { kind: 'no-permit', verdicts: judged.verdicts }
}

function grant(draft: Draft, pending: PendingRow, attempt: number, generation: number): Answer {
  const expires = draft.now + limits.permitMs
  draft.emit({ kind: 'effect.permitted', effect: pending.id, attempt, generation, expires })
  const { kind, key } = split(pending.subject)
  const rollout = kind === 'rollout' ? draft.state.rollouts.get(key) : undefined
  if (rollout && !rollout.hasActivated && pending.work === 'target.activate') draft.emit({ kind: 'rollout.activating', rollout: key })
  return { kind: 'permit', generation, expires }
}

function judge(draft: Draft, pending: PendingRow): { readonly verdicts: readonly Verdict[]; readonly generation: number } {
  const { kind, key } = split(pending.subject)
  const gone = { verdicts: [closed('permit', 'not-wanted', { effect: pending.id })], generation: 0 }
  if (kind === 'change') {
    const row = draft.state.changes.get(key)
    return row?.merging?.effect === pending.id ? { verdicts: judgeMerge(draft, row), generation: row.number } : gone
  }
  const row = kind === 'rollout' ? draft.state.rollouts.get(key) : undefined
  if (row?.state.kind !== 'acting' || row.state.effect !== pending.id) return gone
  return { verdicts: judgeRollout(draft.state, row, draft.now), generation: row.generation }
}

function refused(draft: Draft, pending: PendingRow, verdicts: readonly Verdict[]): void {
  const { kind, key } = split(pending.subject)
  const change = kind === 'change' ? draft.state.changes.get(key) : undefined
  if (change?.merging?.effect === pending.id) stopMerging(draft, change)
  const rollout = kind === 'rollout' ? draft.state.rollouts.get(key) : undefined
  if (rollout?.state.kind === 'acting' && rollout.state.effect === pending.id) pause(draft, rollout, verdicts)
}
