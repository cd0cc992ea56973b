import type { CalendarSpec, Instant } from '../facts/time.ts'
import { limits } from '../kernel/limits.ts'
import type { WorkValue } from '../kernel/work.ts'
import { askAgainLater, mayAsk } from './ask-again.ts'
import type { Draft } from './draft.ts'
import { processOf } from './state.ts'

const day = 24 * 60 * 60 * 1000

/** Keeps the calendars of the file in force known well ahead. */
export function settleProject(draft: Draft): Instant | null {
  const process = processOf(draft.state)
  if (!process) return null
  const short = shortCalendars(draft)
  if (short.length > 0) askCalendars(draft, Object.fromEntries(short))
  const ends = Object.keys(process.calendars).map((name) => knownUntil(draft, name) - limits.calendarRefillMs)
  const ahead = ends.filter((end) => end > draft.now)
  return ahead.length === 0 ? null : Math.min(...ahead)
}

/** Whatever the world could not say far enough ahead is asked again after a while, not at once. */
export function takeCalendars(draft: Draft, calendars: WorkValue['lookup.calendars']): void {
  draft.emit({ kind: 'calendars.known', calendars })
  if (shortCalendars(draft).length > 0) askAgainLater(draft, 'project')
}

function shortCalendars(draft: Draft): (readonly [string, CalendarSpec])[] {
  const wanted = Object.entries(processOf(draft.state)?.calendars ?? {})
  return wanted.filter(([name]) => knownUntil(draft, name) - draft.now <= limits.calendarRefillMs)
}

function knownUntil(draft: Draft, name: string): Instant {
  return draft.state.calendars.get(name)?.until ?? 0
}

function askCalendars(draft: Draft, calendars: Readonly<Record<string, CalendarSpec>>): void {
  if (!mayAsk(draft, 'project', 'calendars')) return
  const from = draft.now - 8 * day
  draft.ask('project', 'calendars', { kind: 'lookup.calendars', calendars, from, until: draft.now + limits.calendarAheadMs })
}
