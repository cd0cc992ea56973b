import { Temporal } from 'temporal-polyfill'
import type { CalendarSpec, Instant } from '../../core/facts/index.ts'
import { isMeant, mustMove, nextWorkingDay } from './day-rules.ts'
import { dateAt, momentAt, onDay } from './local-time.ts'

/** From the first moment to the one that no longer counts; a moment is a span of no length. */
export type CalendarSpan = readonly [Instant, Instant]

/** How far back a time may have moved here from, because of holidays in a row. */
const movedDaysMax = 40
const daysMax = 4000

/** The spans or moments of a calendar that touch `from` until `until`, in order, whole. */
export function expandCalendar(spec: CalendarSpec, from: Instant, until: Instant): readonly CalendarSpan[] {
  const spans = spansOf(spec, from, until).filter(([start, end]) => start < until && (end > from || (start === end && start >= from)))
  return mergeSpans(spans.toSorted(([left], [right]) => left - right))
}

function spansOf(spec: CalendarSpec, from: Instant, until: Instant): readonly CalendarSpan[] {
  switch (spec.kind) {
    case 'times':
      return times(spec, datesBetween(from, until, spec.zone, movedDaysMax))
    case 'hours':
      return hours(spec, datesBetween(from, until, spec.zone, 2))
    case 'span': {
      const start = momentAt(Temporal.PlainDateTime.from(spec.from), spec.zone)
      const end = momentAt(Temporal.PlainDateTime.from(spec.to), spec.zone)
      return end > start ? [[start, end]] : []
    }
    case 'midnights':
      return datesBetween(from, until, spec.zone, 1).map((date) => moment(momentAt(date.toPlainDateTime(), spec.zone)))
  }
}

function times(spec: CalendarSpec & { kind: 'times' }, dates: readonly Temporal.PlainDate[]): readonly CalendarSpan[] {
  const { days, at, zone, holidays } = spec
  return dates
    .filter((date) => isMeant(date, days, holidays))
    .map((date) => (mustMove(date, days, holidays) ? nextWorkingDay(date, holidays) : date))
    .map((date) => moment(momentAt(onDay(date, at), zone)))
}

function hours(spec: CalendarSpec & { kind: 'hours' }, dates: readonly Temporal.PlainDate[]): readonly CalendarSpan[] {
  const { days, from, to, zone, holidays } = spec
  return dates
    .filter((date) => isMeant(date, days, holidays))
    .map((date): CalendarSpan => {
      const end = to > from ? date : date.add({ days: 1 })
      return [momentAt(onDay(date, from), zone), momentAt(onDay(end, to), zone)]
    })
    .filter(([start, end]) => end > start)
}

function moment(at: Instant): CalendarSpan {
  return [at, at]
}

/** Local dates around the window; its ends may lie in other dates than in UTC. */
function datesBetween(from: Instant, until: Instant, zone: string, daysBefore: number): readonly Temporal.PlainDate[] {
  const last = dateAt(until, zone).add({ days: 1 })
  const dates: Temporal.PlainDate[] = []
  let date = dateAt(from, zone).subtract({ days: daysBefore })
  for (; Temporal.PlainDate.compare(date, last) <= 0 && dates.length < daysMax; date = date.add({ days: 1 })) dates.push(date)
  return dates
}

/** Spans that touch become one, and the same moment twice is one. */
function mergeSpans(spans: readonly CalendarSpan[]): readonly CalendarSpan[] {
  const merged: CalendarSpan[] = []
  for (const [start, end] of spans) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)]
    else merged.push([start, end])
  }
  return merged
}
