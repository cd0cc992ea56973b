import { limits } from '../kernel/limits.ts'
import type { Draft } from './draft.ts'
import { tellNews } from './news.ts'
import type { PendingRow } from './state.ts'

/** News that a channel does not take are given up: to tell of those in turn would never end. */
function isGivenUp(draft: Draft, row: PendingRow): boolean {
  if (row.work === 'notify') draft.forget(row.id)
  return row.work === 'notify'
}

/** Somebody has to look; as long as nobody does, it is told again. */
export function takeLate(draft: Draft, row: PendingRow): void {
  if (isGivenUp(draft, row)) return
  draft.emit({ kind: 'effect.late', effect: row.id, again: draft.now + limits.remindMs })
  tellNews(draft, 'waiting too long', null, { effect: row.id, work: row.work, subject: row.subject })
}

/** Nothing goes on here until a person has looked, so people are told at once. */
export function takeUnknown(draft: Draft, row: PendingRow, detail: string): void {
  if (isGivenUp(draft, row)) return
  draft.emit({ kind: 'effect.unknown', effect: row.id, detail, again: draft.now + limits.remindMs })
  tellNews(draft, 'waiting too long', null, { effect: row.id, work: row.work, subject: row.subject, detail })
}
