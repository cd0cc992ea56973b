import { takeBranchReceipt } from '../change/branch-receipt.ts'
import { takeChangeReceipt } from '../change/change-receipt.ts'
import { takeEnvironmentReceipt } from '../environment/close.ts'
import type { Answer } from '../kernel/answer.ts'
import type { Outcome } from '../kernel/effect.ts'
import type { WorkKind, WorkValue } from '../kernel/work.ts'
import { takeRunReceipt } from '../pipeline/job-receipt.ts'
import { tellSlotAgain } from '../pipeline/slots.ts'
import { takeRolloutReceipt } from '../rollout/rollout-receipt.ts'
import { askAgainLater } from './ask-again.ts'
import type { Draft } from './draft.ts'
import { takeUnknown } from './late.ts'
import { hasRole, nameOf } from './people.ts'
import { done, refuse } from './refuse.ts'
import { takeCalendars } from './settle-project.ts'
import type { PendingRow } from './state.ts'
import { split } from './subject.ts'

/** What an attempt came to. Known effects only once, unknown ones never: a late receipt changes nothing. */
export function takeReceipt(draft: Draft, effect: string, attempt: number, outcome: Outcome): Answer {
  const pending = draft.state.pending.get(effect)
  if (!pending) return { kind: 'ignored', code: 'not-awaited' }
  if (outcome.kind === 'unknown') {
    if (pending.state !== 'unknown') takeUnknown(draft, pending, outcome.detail)
    return { kind: 'noted' }
  }
  end(draft, pending, attempt, outcome, 'the world')
  return { kind: 'noted' }
}

/** Somebody has looked, and says how it ended. */
export function resolveEffect(draft: Draft, effect: string, outcome: 'done' | 'failed', detail: string): Answer {
  const pending = draft.state.pending.get(effect)
  if (!pending) return refuse('not-awaited', `nothing waits for ${effect}`)
  if (!hasRole(draft.state, draft.input.by, 'maintainer')) return refuse('not-allowed', 'a maintainer says how an effect ended')
  if (pending.state === 'asked' && !isQuestion(pending)) return refuse('under-way', `${effect} is under way and not late`)
  const by = nameOf(draft.input.by)
  draft.withdraw(effect)
  end(
    draft,
    pending,
    0,
    outcome === 'done' ? { kind: 'done', value: presumed[pending.work] } : { kind: 'failed', code: 'resolved', detail: detail || by },
    by,
  )
  return done('resolved', { effect })
}

/** What only asks or tells may be ended at any time: it is asked or told again. */
function isQuestion({ work }: PendingRow): boolean {
  return work.startsWith('lookup.') || work === 'report' || work === 'notify' || work === 'tell'
}

/** What each kind of work returns when a person says that it was done. */
const presumed: { readonly [Kind in WorkKind]: WorkValue[Kind] | undefined } = {
  'lookup.commit': null,
  'lookup.process': { facts: null, problem: 'nobody could look it up' },
  'lookup.landing': undefined,
  'lookup.ref': undefined,
  'lookup.relation': undefined,
  'lookup.calendars': {},
  'lookup.artifact': null,
  'job.run': { outcome: 'passed', reason: '', artifact: null, outputs: {}, coverage: null },
  'ref.update': 'moved',
  'database.migrate': { kind: 'migrated' },
  'target.activate': { kind: 'serving', address: '' },
  'target.remove': { left: [] },
  report: null,
  notify: null,
  tell: null,
}

function end(draft: Draft, pending: PendingRow, attempt: number, outcome: Exclude<Outcome, { kind: 'unknown' }>, by: string): void {
  draft.emit({ kind: 'effect.ended', effect: pending.id, attempt, outcome: outcome.kind, by })
  const known: Outcome = outcome.kind === 'done' && outcome.value === undefined ? { kind: 'failed', code: 'resolved', detail: by } : outcome
  route(draft, pending, known)
}

function route(draft: Draft, pending: PendingRow, outcome: Outcome): void {
  const { kind, key } = split(pending.subject)
  switch (kind) {
    case 'project':
      return takeProjectReceipt(draft, pending, outcome)
    case 'branch':
      return takeBranchReceipt(draft, key, pending, outcome)
    case 'change':
      return takeChangeReceipt(draft, Number(key), pending, outcome)
    case 'run':
      return takeRunReceipt(draft, Number(key), pending, outcome)
    case 'environment':
      return takeEnvironmentReceipt(draft, key, pending, outcome)
    case 'rollout':
      return takeRolloutReceipt(draft, key, pending, outcome)
  }
}

function takeProjectReceipt(draft: Draft, pending: PendingRow, outcome: Outcome): void {
  if (pending.work === 'tell' && outcome.kind !== 'done') return tellSlotAgain(draft, pending.tag)
  if (pending.work !== 'lookup.calendars') return
  if (outcome.kind === 'done') takeCalendars(draft, outcome.value as WorkValue['lookup.calendars'])
  else askAgainLater(draft, 'project')
}
