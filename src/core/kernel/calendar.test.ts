import { describe, expect, it } from 'vitest'
import { after, isOpenAt, nextBoundary, nextStart, type Boundaries } from './calendar.ts'

const hour = 3_600_000
const hours: Boundaries = {
  from: 0,
  until: 100 * hour,
  zones: 'test',
  spans: [
    [8 * hour, 19 * hour],
    [32 * hour, 43 * hour],
  ],
}
/** The second day has 23 hours. */
const midnights: Boundaries = {
  from: 0,
  until: 100 * hour,
  zones: 'test',
  spans: [0, 24, 47, 71].map((at) => [at * hour, at * hour] as const),
}

describe('a calendar', () => {
  it('is open from the first moment of a span until its last, which is not in it', () => {
    expect(isOpenAt(hours, 8 * hour)).toBe(true)
    expect(isOpenAt(hours, 19 * hour - 1)).toBe(true)
    expect(isOpenAt(hours, 19 * hour)).toBe(false)
  })

  it('says nothing of times it was not computed for', () => {
    expect(isOpenAt(hours, 100 * hour)).toBe(null)
    expect(isOpenAt(undefined, 0)).toBe(null)
  })

  it('knows the next edge and the next beginning', () => {
    expect(nextBoundary(hours, 9 * hour)).toBe(19 * hour)
    expect(nextStart(hours, 9 * hour)).toBe(32 * hour)
    expect(nextStart(hours, 50 * hour)).toBe(null)
  })
})

describe('an age', () => {
  it('of hours is elapsed time', () => {
    expect(after(10 * hour, { kind: 'elapsed', ms: 2 * hour }, midnights)).toBe(12 * hour)
  })

  it('of days keeps the time of day, also over a day of 23 hours', () => {
    expect(after(34 * hour, { kind: 'days', days: 1 }, midnights)).toBe(57 * hour)
    expect(after(10 * hour, { kind: 'days', days: 1 }, midnights)).toBe(34 * hour)
  })

  it('counts days of 24 hours where no midnights are known', () => {
    expect(after(10 * hour, { kind: 'days', days: 30 }, midnights)).toBe(730 * hour)
    expect(after(0, { kind: 'days', days: 1 }, undefined)).toBe(24 * hour)
  })
})
