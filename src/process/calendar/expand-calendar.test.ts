import { describe, expect, test } from 'vitest'
import type { CalendarSpec, Holiday } from '../../core/facts/index.ts'
import { expandCalendar, expandCalendars, zoneDataVersion } from './index.ts'

function expanded(spec: CalendarSpec, from: string, until: string): readonly string[] {
  return expandCalendar(spec, Date.parse(from), Date.parse(until)).map(([start, end]) =>
    start === end ? iso(start) : `${iso(start)} to ${iso(end)}`,
  )
}

function iso(moment: number): string {
  return new Date(moment).toISOString().replace(':00.000Z', 'Z')
}

function times(
  days: CalendarSpec & { kind: 'times' } extends { days: infer D } ? D : never,
  at: string,
  zone: string,
  holidays: readonly Holiday[] = [],
): CalendarSpec {
  return { kind: 'times', days, at, zone, holidays }
}

const everyYear = (month: number, day: number): Holiday => ({ year: null, month, day })

describe('summer time', () => {
  test('a time that the clocks jump over in Berlin is the first minute after the jump', () => {
    expect(expanded(times(['daily'], '02:30', 'Europe/Berlin'), '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '2026-03-28T01:30Z',
      '2026-03-29T01:00Z',
      '2026-03-30T00:30Z',
    ])
  })

  test('a time that happens twice in Berlin is meant the first time, once', () => {
    expect(expanded(times(['daily'], '02:30', 'Europe/Berlin'), '2026-10-24T00:00Z', '2026-10-27T00:00Z')).toEqual([
      '2026-10-24T00:30Z',
      '2026-10-25T00:30Z',
      '2026-10-26T01:30Z',
    ])
  })

  test('on the jump that is only half an hour, on Lord Howe Island', () => {
    expect(expanded(times(['daily'], '02:15', 'Australia/Lord_Howe'), '2026-10-02T15:00Z', '2026-10-04T16:00Z')).toEqual([
      '2026-10-02T15:45Z',
      '2026-10-03T15:30Z',
      '2026-10-04T15:15Z',
    ])
  })

  test('a midnight that does not exist, in São Paulo', () => {
    expect(expanded({ kind: 'midnights', zone: 'America/Sao_Paulo' }, '2018-11-03T00:00Z', '2018-11-06T00:00Z')).toEqual([
      '2018-11-03T03:00Z',
      '2018-11-04T03:00Z',
      '2018-11-05T02:00Z',
    ])
  })

  test('a whole day that does not exist, on Samoa', () => {
    expect(expanded({ kind: 'midnights', zone: 'Pacific/Apia' }, '2011-12-29T00:00Z', '2012-01-01T00:00Z')).toEqual([
      '2011-12-29T10:00Z',
      '2011-12-30T10:00Z',
      '2011-12-31T10:00Z',
    ])
  })

  test('office hours keep their local times, and so move in UTC', () => {
    const spec: CalendarSpec = {
      kind: 'hours',
      days: ['fridays', 'mondays'],
      from: '08:00',
      to: '19:00',
      zone: 'America/New_York',
      holidays: [],
    }
    expect(expanded(spec, '2026-03-06T00:00Z', '2026-03-10T00:00Z')).toEqual([
      '2026-03-06T13:00Z to 2026-03-07T00:00Z',
      '2026-03-09T12:00Z to 2026-03-09T23:00Z',
    ])
  })
})

describe('spans', () => {
  test('one past midnight belongs to the day it begins on', () => {
    const spec: CalendarSpec = { kind: 'hours', days: ['weekdays'], from: '22:00', to: '05:00', zone: 'Europe/London', holidays: [] }
    expect(expanded(spec, '2026-03-27T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '2026-03-26T22:00Z to 2026-03-27T05:00Z',
      '2026-03-27T22:00Z to 2026-03-28T05:00Z',
      '2026-03-30T21:00Z to 2026-03-31T04:00Z',
    ])
  })

  test('days without a break are one span', () => {
    const spec: CalendarSpec = { kind: 'hours', days: ['weekends'], from: '00:00', to: '24:00', zone: 'UTC', holidays: [] }
    expect(expanded(spec, '2026-11-16T00:00Z', '2026-11-23T12:00Z')).toEqual(['2026-11-21T00:00Z to 2026-11-23T00:00Z'])
  })

  test('a freeze is one span between two local moments', () => {
    const spec: CalendarSpec = { kind: 'span', from: '2026-12-20T00:00', to: '2027-01-04T00:00', zone: 'Europe/Paris' }
    expect(expanded(spec, '2026-12-25T00:00Z', '2026-12-26T00:00Z')).toEqual(['2026-12-19T23:00Z to 2027-01-03T23:00Z'])
    expect(expanded(spec, '2027-02-01T00:00Z', '2027-02-02T00:00Z')).toEqual([])
  })
})

describe('holidays', () => {
  const christmas = [everyYear(12, 25), everyYear(12, 26)]

  test('a train that is due on one leaves on the next working day', () => {
    expect(expanded(times(['fridays'], '10:00', 'Europe/London', christmas), '2026-12-14T00:00Z', '2027-01-03T00:00Z')).toEqual([
      '2026-12-18T10:00Z',
      '2026-12-28T10:00Z',
      '2027-01-01T10:00Z',
    ])
  })

  test('weekdays leave them out, daily does not care', () => {
    expect(expanded(times(['weekdays'], '06:00', 'UTC', christmas), '2026-12-23T00:00Z', '2026-12-29T00:00Z')).toEqual([
      '2026-12-23T06:00Z',
      '2026-12-24T06:00Z',
      '2026-12-28T06:00Z',
    ])
    expect(expanded(times(['daily'], '06:00', 'UTC', christmas), '2026-12-24T12:00Z', '2026-12-27T00:00Z')).toEqual([
      '2026-12-25T06:00Z',
      '2026-12-26T06:00Z',
    ])
  })

  test('two trains that move to the same day are one departure', () => {
    expect(
      expanded(
        times(['thursdays', 'fridays'], '10:00', 'UTC', [everyYear(12, 24), everyYear(12, 25)]),
        '2026-12-21T00:00Z',
        '2026-12-31T00:00Z',
      ),
    ).toEqual(['2026-12-28T10:00Z'])
  })

  test('one of a single year is none in the next', () => {
    const once: Holiday = { year: 2026, month: 5, day: 4 }
    expect(expanded(times(['mondays'], '10:00', 'UTC', [once]), '2026-05-04T00:00Z', '2026-05-11T00:00Z')).toEqual(['2026-05-05T10:00Z'])
    expect(expanded(times(['tuesdays'], '10:00', 'UTC', [once]), '2027-05-04T00:00Z', '2027-05-05T00:00Z')).toEqual(['2027-05-04T10:00Z'])
  })
})

test('boundaries come with the version of the time zone data', () => {
  const from = Date.parse('2026-11-16T00:00Z')
  const until = Date.parse('2026-11-17T00:00Z')
  const specs = { midnights: { kind: 'midnights', zone: 'UTC' } as const }
  expect(expandCalendars(specs, from, until, '2026a')).toEqual({ from, until, zones: '2026a', spans: { midnights: [[from, from]] } })
  expect(zoneDataVersion()).toMatch(/^\d{4}[a-z]+$/u)
})

test('ninety days of a calendar cost milliseconds', () => {
  const before = performance.now()
  expandCalendar(
    times(['weekdays'], '10:00', 'Europe/London', [everyYear(1, 1)]),
    Date.parse('2026-01-01T00:00Z'),
    Date.parse('2026-04-01T00:00Z'),
  )
  expect(performance.now() - before).toBeLessThan(500)
})
