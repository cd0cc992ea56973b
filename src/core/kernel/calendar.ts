import type { Age, Instant } from '../facts/time.ts'

/** What was computed of a calendar outside: true between `from` and `until`, unknown elsewhere. */
export interface Boundaries {
  readonly from: Instant
  readonly until: Instant
  /** The version of the time zone data it was computed with. */
  readonly zones: string
  /** Spans, first included, last excluded; a moment is a span of no length. In order. */
  readonly spans: readonly (readonly [Instant, Instant])[]
}

/** Whether the calendar's hours are on at this moment. Null: not known yet. */
export function isOpenAt(calendar: Boundaries | undefined, now: Instant): boolean | null {
  if (!calendar || now < calendar.from || now >= calendar.until) return null
  return calendar.spans.some(([from, to]) => from <= now && now < to)
}

/** The next moment after `now` at which a span begins or ends. */
export function nextBoundary(calendar: Boundaries | undefined, now: Instant): Instant | null {
  let next: Instant | null = null
  for (const span of calendar?.spans ?? []) {
    for (const edge of span) if (edge > now && (next === null || edge < next)) next = edge
  }
  return next
}

/** The next moment after `now` at which a span begins. */
export function nextStart(calendar: Boundaries | undefined, now: Instant): Instant | null {
  for (const [from] of calendar?.spans ?? []) if (from > now) return from
  return null
}

const day = 24 * 60 * 60 * 1000

/**
 * The moment an age after `from`. Calendar days keep the time of day: they are counted on
 * the midnights of the project's zone, and with days of 24 hours beyond what is known of those.
 */
export function after(from: Instant, age: Age, midnights: Boundaries | undefined): Instant {
  if (age.kind === 'elapsed') return from + age.ms
  const starts = (midnights?.spans ?? []).map(([start]) => start)
  const today = starts.findLastIndex((start) => start <= from)
  const target = today < 0 ? undefined : starts[today + age.days]
  if (target === undefined) return from + age.days * day
  return target + (from - (starts[today] ?? from))
}
