/** Milliseconds since 1970 in UTC. The core is told the time; it never asks for it. */
export type Instant = number

/**
 * A length of time as people write it. Seconds, minutes and hours are elapsed time;
 * days and weeks are calendar days in the project's zone, so a day may last 23 or 25 hours.
 */
export type Age = { readonly kind: 'elapsed'; readonly ms: number } | { readonly kind: 'days'; readonly days: number }

export type Days =
  | 'daily'
  | 'weekdays'
  | 'weekends'
  | 'mondays'
  | 'tuesdays'
  | 'wednesdays'
  | 'thursdays'
  | 'fridays'
  | 'saturdays'
  | 'sundays'

/** A day of every year, or of one. Months count from 1. */
export interface Holiday {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/**
 * What a calendar is computed from, outside the core. The core holds only its name
 * and the boundaries that were computed for it.
 */
export type CalendarSpec =
  /** Moments: a train's departure, a nightly snapshot. */
  | {
      readonly kind: 'times'
      readonly days: readonly Days[]
      readonly at: string
      readonly zone: string
      readonly holidays: readonly Holiday[]
    }
  /** Spans: office hours, a deployment window. */
  | {
      readonly kind: 'hours'
      readonly days: readonly Days[]
      readonly from: string
      readonly to: string
      readonly zone: string
      readonly holidays: readonly Holiday[]
    }
  /** One span between two local moments: a freeze. `to` is excluded. */
  | { readonly kind: 'span'; readonly from: string; readonly to: string; readonly zone: string }
  /** The start of every day: what calendar days are counted with. */
  | { readonly kind: 'midnights'; readonly zone: string }

/** The name of a calendar in `ProcessFacts.calendars`. */
export type CalendarName = string
