import { expect, test } from 'vitest'
import { editDistance, nearest } from './nearest.ts'

test.each([
  ['aprove', ['approve', 'after', 'allow'], 'approve'],
  ['brnach', ['branch', 'any', 'change'], 'branch'],
  ['aa', ['a', 'b'], 'a'],
  ['Deploy', ['deploy'], 'deploy'],
  ['prod', ['production', 'preview'], 'production'],
  ['releasers', ['administrators', 'viewers'], null],
  ['xyz', ['environment'], null],
  ['pre', ['preview', 'preprod'], null],
])('%s, of %j, most likely means %s', (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant)
})

test('swapped neighbours are one mistake, not two', () => {
  expect(editDistance('brnach', 'branch')).toBe(1)
})

test('words of any length are compared without work that grows with them', () => {
  expect(editDistance('a'.repeat(100_000), 'b')).toBe(Number.POSITIVE_INFINITY)
})
