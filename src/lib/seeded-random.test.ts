import { expect, test } from 'vitest'
import { SeededRandom } from './seeded-random.ts'

const drawn = (random: SeededRandom, count: number): number[] => Array.from({ length: count }, () => random.next())

test('a seed repeats its numbers and another seed has others', () => {
  expect(drawn(new SeededRandom(7), 5)).toEqual(drawn(new SeededRandom(7), 5))
  expect(drawn(new SeededRandom(7), 5)).not.toEqual(drawn(new SeededRandom(8), 5))
})

test('a fork does not depend on what was drawn before it', () => {
  const used = new SeededRandom(7)
  drawn(used, 3)
  expect(drawn(used.fork('b'), 3)).toEqual(drawn(new SeededRandom(7).fork('b'), 3))
})

test('numbers are spread evenly', () => {
  const random = new SeededRandom('even')
  const counts = new Array<number>(10).fill(0)
  for (let index = 0; index < 10_000; index += 1) {
    const digit = random.below(10)
    counts[digit] = (counts[digit] ?? 0) + 1
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150)
})

test('weights say how often a key is drawn, and a weight of zero never', () => {
  const random = new SeededRandom('weights')
  const keys = Array.from({ length: 1000 }, () => random.weighted({ often: 9, seldom: 1, never: 0 }))
  expect(keys.filter((key) => key === 'often').length).toBeGreaterThan(850)
  expect(keys).toContain('seldom')
  expect(keys).not.toContain('never')
})

test('a shuffle keeps every item', () => {
  expect(new SeededRandom(1).shuffled([1, 2, 3, 4, 5]).toSorted((left, right) => left - right)).toEqual([1, 2, 3, 4, 5])
})
