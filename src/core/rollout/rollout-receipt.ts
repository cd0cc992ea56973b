import type { Outcome } from '../kernel/effect.ts'
import { limits } from '../kernel/limits.ts'
import type { WorkValue } from '../kernel/work.ts'
import type { Draft } from '../project/draft.ts'
import type { PendingRow } from '../project/state.ts'
import { fail } from './abort.ts'
import { endStranded } from './end.ts'
import type { Failure, RolloutRow } from './rollout.ts'
import { nextStep } from './move.ts'

/** What came of a step. */
export function takeRolloutReceipt(draft: Draft, id: string, pending: PendingRow, outcome: Outcome): void {
  const row = draft.state.rollouts.get(id)
  if (!row || row.state.kind !== 'acting' || row.state.effect !== pending.id) return
  if (outcome.kind === 'done' && pending.work === 'database.migrate')
    return takeMigrated(draft, row, outcome.value as WorkValue['database.migrate'])
  if (outcome.kind === 'done' && pending.work === 'target.activate')
    return takeActivated(draft, row, outcome.value as WorkValue['target.activate'])
  const failure: Failure = outcome.kind === 'failed' ? { code: outcome.code, detail: outcome.detail } : { code: outcome.kind, detail: '' }
  failStep(draft, row, failure)
}

function takeMigrated(draft: Draft, row: RolloutRow, value: WorkValue['database.migrate']): void {
  if (value.kind === 'migrated') nextStep(draft, row)
  else failStep(draft, row, { code: 'migration-failed', detail: value.detail })
}

function takeActivated(draft: Draft, row: RolloutRow, value: WorkValue['target.activate']): void {
  switch (value.kind) {
    case 'serving':
      return nextStep(draft, row)
    case 'not-ready':
      return failStep(draft, row, { code: 'not-ready', detail: `${value.component}: ${value.detail}` })
    case 'superseded':
      return raise(draft, row, value.generation)
  }
}

/** The target was told a higher generation once, by a lost state or by somebody else. It is told again, above that; not for ever. */
function raise(draft: Draft, row: RolloutRow, known: number): void {
  if (row.raises >= limits.raisesMax) return failStep(draft, row, { code: 'superseded', detail: `the target knows generation ${known}` })
  const highest = Math.max(known, draft.state.environments.get(row.environment)?.generation ?? row.generation)
  draft.emit({ kind: 'rollout.raised', rollout: row.id, environment: row.environment, generation: highest + 1 })
}

function failStep(draft: Draft, row: RolloutRow, failure: Failure): void {
  if (row.failure) endStranded(draft, row, failure)
  else fail(draft, row, failure)
}
