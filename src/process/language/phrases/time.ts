import type { Got, Phrase } from '../../phrase/phrase.ts'
import { single } from '../../phrase/phrase.ts'

export interface TimeForm {
  readonly kind: 'time'
  readonly days: string
  readonly time: string
  /** Null: the project's. */
  readonly zone: string | null
}

export interface HoursForm {
  readonly kind: 'hours'
  readonly days: string
  readonly from: string
  readonly to: string
  readonly zone: string | null
}

/** Days from the first to the last, or moments from one to another. */
export interface SpanForm {
  readonly kind: 'span'
  readonly from: string
  readonly to: string
  readonly zone: string | null
}

export const age = single('AGE', 'a length of time', 'AGE', ['30s', '5 min', '2h', '7 days', '2 weeks'])
export const zone = single('ZONE', 'a time zone', 'ZONE', ['Europe/London', 'America/New_York', 'UTC'])
export const holiday = single('HOLIDAY', 'a day of every year, or of one', 'HOLIDAY', ['12-25', '2026-04-03'])

export const timeHabits = {
  nightly: 'daily 02:00',
  hourly: 'daily 10:00',
  weekly: 'mondays 10:00',
  cron: 'daily 02:00',
  every: 'daily 02:00',
  everyday: 'daily 02:00',
}

export const time: Phrase<TimeForm> = {
  name: 'TIME',
  says: 'a time on some days; one that summer time skips is the first minute there is',
  forms: [{ pattern: 'DAYS CLOCK [ZONE]', example: 'tuesdays 10:00', make: makeTime }],
  examples: ['tuesdays 10:00', 'mondays and thursdays 06:30', 'daily 02:00 Europe/London'],
  habits: timeHabits,
}

export const hours: Phrase<HoursForm> = {
  name: 'HOURS',
  says: 'a span of some days',
  forms: [{ pattern: 'DAYS CLOCKS [ZONE]', example: 'weekdays 08:00-19:00', make: makeHours }],
  examples: ['weekdays 08:00-19:00', 'daily 22:00-05:00 Europe/London'],
}

export const freezeTime: Phrase<SpanForm | HoursForm> = {
  name: 'FREEZE',
  says: 'days from the first to the last, moments, or hours of some days',
  forms: [
    {
      pattern: 'DATE to DATES [ZONE]',
      example: '2026-12-20 to 2027-01-03',
      make: (got) => makeSpan(got.text('DATE'), got.text('DATES'), got),
    },
    {
      pattern: 'MOMENT to MOMENTS [ZONE]',
      example: '2026-12-18 16:00 to 2027-01-04 08:00',
      make: (got) => makeSpan(got.text('MOMENT'), got.text('MOMENTS'), got),
    },
    { pattern: 'DAYS CLOCKS [ZONE]', example: 'fridays 15:00-24:00', make: makeHours },
  ],
}

export function makeTime(got: Got): TimeForm {
  return { kind: 'time', days: got.text('DAYS'), time: got.text('CLOCK'), zone: got.optional('ZONE') }
}

export function makeHours(got: Got): HoursForm {
  const [from = '', to = ''] = got.text('CLOCKS').split('-')
  return { kind: 'hours', days: got.text('DAYS'), from, to, zone: got.optional('ZONE') }
}

function makeSpan(from: string, to: string, got: Got): SpanForm {
  return { kind: 'span', from, to, zone: got.optional('ZONE') }
}
