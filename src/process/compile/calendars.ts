import type { CalendarName, CalendarSpec, Days, Holiday } from '../../core/facts/index.ts'
import type { HoursForm, SpanForm, TimeForm } from '../language/phrases/time.ts'

/** Gives each calendar a name by what it says, so that the same words share one. */
export class Calendars {
  readonly #specs = new Map<CalendarName, CalendarSpec>()
  readonly #zone: string
  readonly #holidays: readonly Holiday[]

  constructor(zone: string, holidays: readonly Holiday[]) {
    this.#zone = zone
    this.#holidays = holidays
    this.#specs.set('midnights', { kind: 'midnights', zone })
  }

  times(form: TimeForm): CalendarName {
    const zone = form.zone ?? this.#zone
    const days = daysOf(form.days)
    return this.#name(`${days.join(' and ')} ${form.time} ${zone}`, { kind: 'times', days, at: form.time, zone, holidays: this.#holidays })
  }

  hours(form: HoursForm): CalendarName {
    const zone = form.zone ?? this.#zone
    const days = daysOf(form.days)
    const name = `${days.join(' and ')} ${form.from}-${form.to} ${zone}`
    return this.#name(name, { kind: 'hours', days, from: form.from, to: form.to, zone, holidays: this.#holidays })
  }

  /** Days count from the first minute of the first to the last of the last. */
  span(form: SpanForm): CalendarName {
    const zone = form.zone ?? this.#zone
    const from = momentOf(form.from, 0)
    const to = momentOf(form.to, 1)
    return this.#name(`${from} to ${to} ${zone}`, { kind: 'span', from, to, zone })
  }

  all(): Readonly<Record<CalendarName, CalendarSpec>> {
    return Object.fromEntries([...this.#specs].toSorted(([left], [right]) => (left < right ? -1 : 1)))
  }

  #name(name: CalendarName, spec: CalendarSpec): CalendarName {
    this.#specs.set(name, spec)
    return name
  }
}

const week: readonly Days[] = [
  'daily',
  'weekdays',
  'weekends',
  'mondays',
  'tuesdays',
  'wednesdays',
  'thursdays',
  'fridays',
  'saturdays',
  'sundays',
]

function daysOf(text: string): readonly Days[] {
  const words = new Set<string>(text.split(' and '))
  return week.filter((day) => words.has(day))
}

function momentOf(text: string, daysLater: number): string {
  if (text.includes(' ')) return text.replace(' ', 'T')
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number)
  return `${new Date(Date.UTC(year, month - 1, day + daysLater)).toISOString().slice(0, 10)}T00:00`
}

export function holidayOf(text: string): Holiday {
  const parts = text.split('-').map(Number)
  const [year, month, day] = parts.length === 3 ? parts : [null, ...parts]
  return { year: year ?? null, month: month ?? 1, day: day ?? 1 }
}
