import { Temporal } from 'temporal-polyfill'

/**
 * The moment of a local time. A time that summer time skips is the first one there is after it;
 * one that happens twice is meant the first time.
 */
export function momentAt(local: Temporal.PlainDateTime, zone: string): number {
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (earlier.toPlainDateTime().equals(local)) return earlier.epochMilliseconds
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' })
  // The later time may be the jump itself, and `previous` looks strictly before.
  const jump = later.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  return jump === null ? later.epochMilliseconds : jump.epochMilliseconds
}

export function dateAt(moment: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate()
}

/** `24:00` is the midnight that ends the day. */
export function onDay(day: Temporal.PlainDate, clock: string): Temporal.PlainDateTime {
  if (clock === '24:00') return day.add({ days: 1 }).toPlainDateTime()
  return day.toPlainDateTime(Temporal.PlainTime.from(clock))
}
