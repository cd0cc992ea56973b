import type { CalendarName, CalendarSpec, Instant } from '../../core/facts/index.ts'
import { expandCalendar, type CalendarSpan } from './expand-calendar.ts'

export { expandCalendar, type CalendarSpan } from './expand-calendar.ts'

/** Calendars as boundaries in UTC, with what they were computed from. */
export interface ExpandedCalendars {
  readonly from: Instant
  readonly until: Instant
  /** The version of the time zone data they were computed with. */
  readonly zones: string
  readonly spans: Readonly<Record<CalendarName, readonly CalendarSpan[]>>
}

export function expandCalendars(
  specs: Readonly<Record<CalendarName, CalendarSpec>>,
  from: Instant,
  until: Instant,
  zones: string = zoneDataVersion(),
): ExpandedCalendars {
  const spans = Object.entries(specs).map(([name, spec]) => [name, expandCalendar(spec, from, until)] as const)
  return { from, until, zones, spans: Object.fromEntries(spans) }
}

/** Of the time zone data this process computes with. */
export function zoneDataVersion(): string {
  return process.versions['tz'] ?? 'unknown'
}
