import type { Instant } from '../facts/time.ts'
import type { Outcome } from '../kernel/effect.ts'
import type { WorkValue } from '../kernel/work.ts'
import { askAgainLater, mayAsk } from '../project/ask-again.ts'
import type { Draft } from '../project/draft.ts'
import type { PendingRow } from '../project/state.ts'
import { withdrawRollout } from '../rollout/abort.ts'
import { declared } from './declared.ts'
import { headOf, takes } from './offer.ts'
import type { CloseReason, EnvironmentRow } from './environment.ts'

/** Takes an environment down: what is under way ends, and what was made there is removed until nothing is left. */
export function startClosing(draft: Draft, row: EnvironmentRow, why: CloseReason): null {
  if (row.rollout) withdrawRollout(draft, row.rollout)
  const commit = row.owner && headOf(draft.state, row.owner)
  draft.emit({ kind: 'environment.closing', environment: row.id, why, commit, generation: row.generation + 1, at: draft.now })
  return null
}

export function settleClosing(draft: Draft, row: EnvironmentRow): Instant | null {
  const subject = `environment:${row.id}` as const
  if (!mayAsk(draft, subject, 'remove')) return null
  draft.ask(subject, 'remove', { kind: 'target.remove', environment: row.id, generation: row.generation }, { lane: `target/${row.id}` })
  return null
}

/** Gone only when the target says that nothing is left. */
function takeRemoved(draft: Draft, row: EnvironmentRow, outcome: Outcome): void {
  const removed = outcome.kind === 'done' ? (outcome.value as WorkValue['target.remove']) : null
  const left = removed?.left ?? null
  if (!row.closing) return
  // Somebody else told the target more: what is asked again, above that, is a new removal.
  const superseded = removed?.superseded ?? null
  if (superseded !== null && superseded >= row.generation) {
    const { why, commit } = row.closing
    draft.emit({ kind: 'environment.closing', environment: row.id, why, commit, generation: superseded + 1, at: row.closing.since })
    return askAgainLater(draft, `environment:${row.id}`)
  }
  if (left === null || left.length > 0) {
    if (left) draft.emit({ kind: 'environment.left', environment: row.id, left })
    return askAgainLater(draft, `environment:${row.id}`)
  }
  const fact = declared(draft.state, row)
  const isWanted = fact !== null && (row.owner === null || takes(draft.state, fact, row.owner))
  if (!isWanted) return draft.emit({ kind: 'environment.closed', environment: row.id })
  const { why, commit } = row.closing
  const isToStayAway = why === 'expired' || why === 'by-hand'
  draft.emit({ kind: 'environment.emptied', environment: row.id, commit: isToStayAway ? commit : null, why, at: draft.now })
}

/** What the world answered to a question about an environment. */
export function takeEnvironmentReceipt(draft: Draft, id: string, pending: PendingRow, outcome: Outcome): void {
  const row = draft.state.environments.get(id)
  if (!row) return
  if (pending.work === 'target.remove') return takeRemoved(draft, row, outcome)
  if (pending.work !== 'lookup.relation') return
  if (outcome.kind !== 'done') return askAgainLater(draft, `environment:${id}`)
  const [, candidate = '', current = ''] = pending.tag.split(' ')
  const is = outcome.value as WorkValue['lookup.relation']
  draft.emit({ kind: 'environment.related', environment: id, relation: { candidate, current, is } })
}
