import type { EnvironmentFact } from '../facts/environment.ts'
import type { Instant } from '../facts/time.ts'
import { after as later } from '../kernel/calendar.ts'
import { limits } from '../kernel/limits.ts'
import type { Draft } from '../project/draft.ts'
import { tellNews } from '../project/news.ts'
import type { EnvironmentRow } from './environment.ts'

/** When an environment of its own is taken down for want of use. */
export function expiryOf(draft: Draft, fact: EnvironmentFact, row: EnvironmentRow): Instant | null {
  if (fact.kind !== 'each' || row.standsSince === null || row.rollout || !fact.expire || fact.expire.kind === 'with-run') return null
  const from = fact.expire.kind === 'idle' ? Math.max(row.current?.at ?? 0, row.movedAt) : row.standsSince
  return later(from, fact.expire.age, draft.state.calendars.get('midnights'))
}

/** Tells people once before that time comes. Answers when it will. */
export function warn(draft: Draft, row: EnvironmentRow, expires: Instant | null): Instant | null {
  if (expires === null || row.warnedOf === expires) return null
  const at = expires - limits.expiryWarningMs
  if (at > draft.now) return at
  draft.emit({ kind: 'environment.warned', environment: row.id, expires })
  tellNews(draft, 'environment expiring', row.name, { environment: row.id, expires })
  return null
}
