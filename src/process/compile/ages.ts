import type { Age } from '../../core/facts/index.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** `30s`, `5 min`, `2h` are elapsed time; `7 days` and `2 weeks` are days of the calendar. */
export function ageOf(text: string): Age {
  const amount = Number.parseInt(text, 10)
  if (text.endsWith('days')) return { kind: 'days', days: amount }
  if (text.endsWith('weeks')) return { kind: 'days', days: amount * 7 }
  if (text.endsWith('min')) return { kind: 'elapsed', ms: amount * minute }
  return { kind: 'elapsed', ms: amount * (text.endsWith('h') ? hour : second) }
}

/** For what a clock measures, where a day is 24 hours. */
export function millisecondsOf(text: string): number {
  const age = ageOf(text)
  return age.kind === 'elapsed' ? age.ms : age.days * day
}
