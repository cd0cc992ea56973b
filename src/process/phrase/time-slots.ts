import { isZone, nearestZone } from '../calendar/zones.ts'
import { wordSlot, type Miss, type Slot, type Taken } from './slot.ts'
import type { Word } from './word.ts'

const dayWords = [
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
] as const

const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d'
const date = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])'
const dayRegex = `(?:${dayWords.join('|')})`

/** Units that are taken, and the word each is written back as. */
const units: Readonly<Record<string, string>> = {
  s: 's',
  min: ' min',
  h: 'h',
  day: ' days',
  days: ' days',
  week: ' weeks',
  weeks: ' weeks',
}
const unitRegex = '(?:s|min|h|days?|weeks?)'

export const timeSlots: readonly Slot[] = [
  {
    name: 'AGE',
    says: 'a length of time: seconds, minutes and hours are elapsed time, days and weeks are days of the calendar',
    regex: `[1-9]\\d{0,4} ?${unitRegex}`,
    take: takeAge,
  },
  {
    name: 'DAYS',
    says: `${dayWords.join(', ')}; several with \`and\``,
    regex: `${dayRegex}(?: +(?:and +)?${dayRegex})*`,
    take: takeDays,
  },
  wordSlot({ name: 'CLOCK', says: 'a time of day, 00:00 to 23:59', regex: clock, refuse: refuseClock }),
  wordSlot({
    name: 'CLOCKS',
    says: 'from and to; a span that ends before it begins goes past midnight',
    regex: `${clock}-(?:${clock}|24:00)`,
    refuse: refuseClock,
  }),
  wordSlot({ name: 'ZONE', says: 'a time zone by its full name', regex: '[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*', refuse: refuseZone }),
  wordSlot({ name: 'DATE', says: 'a day: 2026-12-20', regex: date, refuse: refuseDate }),
  wordSlot({ name: 'DATES', says: 'the last day', regex: date, refuse: refuseDate }),
  momentSlot('MOMENT', 'a day and a time: 2026-12-18 16:00'),
  momentSlot('MOMENTS', 'a day and a time'),
  wordSlot({
    name: 'HOLIDAY',
    says: 'a day of every year, 12-25, or of one, 2026-04-03',
    regex: `(?:${date}|${date.slice(6)})`,
    refuse: refuseDate,
  }),
]

function takeAge(words: readonly Word[], from: number): Taken | Miss {
  const first = words[from]?.text
  if (first === undefined) return { ok: false, at: from }
  const match = /^(\d+)([a-z]*)$/iu.exec(first)
  if (match === null) return { ok: false, at: from }
  const isJoined = match[2] !== ''
  const unit = isJoined ? match[2] : words[from + 1]?.text
  if (unit === undefined) return { ok: false, at: from }
  const unitAt = isJoined ? from : from + 1
  const written = units[unit]
  const amount = match[1] ?? ''
  const amountFix = refuseAmount(amount)
  if (amountFix !== null) return { ok: false, at: from, fix: amountFix }
  const unitFix = refuseUnit(amount, unit)
  if (unitFix !== null) return { ok: false, at: unitAt, fix: unitFix }
  if (written === undefined) return { ok: false, at: unitAt }
  return { ok: true, used: isJoined ? 1 : 2, text: `${amount}${written}` }
}

function momentSlot(name: string, says: string): Slot {
  const take = (words: readonly Word[], from: number): Taken | Miss => {
    const [day, time] = [words[from]?.text, words[from + 1]?.text]
    const wrongDay = day === undefined ? null : refuseDate(day)
    if (day === undefined || wrongDay !== null || !new RegExp(`^${date}$`, 'u').test(day)) {
      return { ok: false, at: from, ...(wrongDay === null ? {} : { fix: wrongDay }) }
    }
    const wrongTime = time === undefined ? null : refuseClock(time)
    if (time === undefined || wrongTime !== null || !new RegExp(`^${clock}$`, 'u').test(time)) {
      return { ok: false, at: from + 1, ...(wrongTime === null ? {} : { fix: wrongTime }) }
    }
    return { ok: true, used: 2, text: `${day} ${time}` }
  }
  return { name, says, regex: `${date} +${clock}`, take }
}

function refuseAmount(amount: string): string | null {
  if (Number(amount) === 0) return 'no time at all: leave the key out'
  return amount.length > 5 || amount.startsWith('0') ? 'write a number up to 99999' : null
}

function refuseUnit(amount: string, unit: string): string | null {
  if (unit === 'm') return `\`m\` could be minutes or months: write \`${amount} min\` or a number of days`
  if (/^mon(?:th)?s?$/u.test(unit)) return 'months differ in length: write a number of days or weeks'
  if (/^y(?:ears?)?$/u.test(unit)) return 'years differ in length: write a number of days or weeks'
  const meant = {
    sec: 's',
    secs: 's',
    second: 's',
    seconds: 's',
    mins: 'min',
    minute: 'min',
    minutes: 'min',
    hr: 'h',
    hour: 'h',
    hours: 'h',
    d: 'days',
    w: 'weeks',
  }
  const unitMeant = Object.entries(meant).find(([word]) => word === unit)?.[1]
  if (unitMeant === undefined) return null
  const written = amount === '1' ? (units[unitMeant] ?? '').replace(/(day|week)s$/u, '$1') : units[unitMeant]
  return `did you mean \`${amount}${written ?? ''}\`?`
}

function takeDays(words: readonly Word[], from: number): Taken | Miss {
  const days: string[] = []
  let at = from
  for (;;) {
    const text = words[at]?.text
    if (text === 'and' && days.length > 0 && isDay(words[at + 1]?.text)) at += 1
    else if (text !== undefined && isDay(text)) {
      days.push(text)
      at += 1
    } else break
  }
  if (days.length > 0) return { ok: true, used: at - from, text: days.join(' and ') }
  return { ok: false, at: from, ...dayFix(words[from]?.text) }
}

function isDay(word: string | undefined): boolean {
  return dayWords.some((day) => day === word)
}

/** `tuesday`, `tue`, `Tuesdays`. */
function dayFix(word: string | undefined): { readonly fix?: string } {
  if (word === undefined || word.length < 3) return {}
  const meant = dayWords.find((day) => day.startsWith(word.toLowerCase()))
  return meant === undefined ? {} : { fix: `did you mean \`${meant}\`?` }
}

function refuseClock(word: string): string | null {
  const short = /^(\d)(:\d\d.*)$/u.exec(word)
  if (short !== null) return `did you mean \`0${word}\`?`
  if (/^\d{1,2}(?::\d\d)?(?:am|pm)$/iu.test(word)) return 'hours are counted to 24: write 18:00'
  return /^\d{1,2}:\d\d(?:-|$)/u.test(word) && !new RegExp(`^(?:${clock}|24:00)`, 'u').test(word)
    ? 'a day has 24 hours of 60 minutes'
    : null
}

function refuseZone(word: string): string | null {
  if (isZone(word)) return null
  const near = nearestZone(word)
  return near === null ? 'write a zone by its full name, such as Europe/London' : `did you mean \`${near}\`?`
}

function refuseDate(word: string): string | null {
  const match = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/u.exec(word)
  if (match === null) return null
  const [, year, month, day] = match
  // 2000 was a leap year, so 02-29 is a day of every year in which there is one.
  const isDate = Number(day) >= 1 && Number(day) <= new Date(Date.UTC(Number(year ?? 2000), Number(month), 0)).getUTCDate()
  return isDate && Number(month) >= 1 && Number(month) <= 12 ? null : 'there is no such day'
}
