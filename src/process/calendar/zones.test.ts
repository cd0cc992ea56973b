import { expect, test } from 'vitest'
import { isZone, nearestZone } from './zones.ts'

test.each(['UTC', 'Europe/London', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Europe/Kiev', 'Asia/Calcutta'])(
  '%s is a zone',
  (name) => {
    expect(isZone(name)).toBe(true)
  },
)

test.each([
  ['Europe/Lodnon', 'Europe/London'],
  ['europe/london', 'Europe/London'],
  ['Berlin', 'Europe/Berlin'],
  ['EST', null],
  ['+01:00', null],
  ['GMT+1', null],
  ['Etc/GMT-3', null],
  ['../etc/passwd', null],
])('%s is none; most likely %s is meant', (name, meant) => {
  expect(isZone(name)).toBe(false)
  if (meant !== null) expect(nearestZone(name)).toBe(meant)
})
