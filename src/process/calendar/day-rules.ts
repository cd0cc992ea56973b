import type { Temporal } from 'temporal-polyfill'
import type { Days, Holiday } from '../../core/facts/index.ts'

const weekdayNumbers: Readonly<Record<Exclude<Days, 'daily' | 'weekdays' | 'weekends'>, number>> = {
  mondays: 1,
  tuesdays: 2,
  wednesdays: 3,
  thursdays: 4,
  fridays: 5,
  saturdays: 6,
  sundays: 7,
}

function isHoliday(date: Temporal.PlainDate, holidays: readonly Holiday[]): boolean {
  return holidays.some(({ year, month, day }) => (year === null || year === date.year) && month === date.month && day === date.day)
}

/** Does one of the words mean this date? `weekdays` leaves holidays out; the other words do not care. */
export function isMeant(date: Temporal.PlainDate, days: readonly Days[], holidays: readonly Holiday[]): boolean {
  return days.some((word) => {
    if (word === 'daily') return true
    if (word === 'weekends') return date.dayOfWeek > 5
    if (word === 'weekdays') return date.dayOfWeek <= 5 && !isHoliday(date, holidays)
    return date.dayOfWeek === weekdayNumbers[word]
  })
}

/** Is this date meant by its name only (`tuesdays`), and both a working day of the week and a holiday? */
export function mustMove(date: Temporal.PlainDate, days: readonly Days[], holidays: readonly Holiday[]): boolean {
  return date.dayOfWeek <= 5 && !days.includes('daily') && isHoliday(date, holidays)
}

export function nextWorkingDay(date: Temporal.PlainDate, holidays: readonly Holiday[]): Temporal.PlainDate {
  let next = date.add({ days: 1 })
  for (let tries = 0; tries < 366 && (next.dayOfWeek > 5 || isHoliday(next, holidays)); tries += 1) next = next.add({ days: 1 })
  return next
}
