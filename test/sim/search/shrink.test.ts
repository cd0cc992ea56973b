import { expect, test } from 'vitest'
import { SeededRandom } from '../../../src/lib/seeded-random.ts'
import { shrink } from './shrink.ts'

const numbers = Array.from({ length: 60 }, (_, index) => index)

test('only what is needed to fail is left', async () => {
  const fails = async (items: readonly number[]): Promise<boolean> => items.includes(7) && items.includes(41) && items.includes(59)
  expect((await shrink(numbers, fails, 1000)).items).toEqual([7, 41, 59])
})

test('order is kept', async () => {
  const fails = async (items: readonly number[]): Promise<boolean> => items.indexOf(30) < items.indexOf(50) && items.includes(30)
  expect((await shrink(numbers, fails, 1000)).items).toEqual([30, 50])
})

test('it stops after so many attempts and keeps what it found', async () => {
  const result = await shrink(numbers, async (items) => items.includes(7), 3)
  expect(result.attempts).toBe(3)
  expect(result.items).toContain(7)
  expect(result.items.length).toBeLessThan(60)
})

test('whatever it leaves fails, also when failing is capricious', async () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const needed = new Set(new SeededRandom(seed).shuffled(numbers).slice(0, 5))
    const fails = async (items: readonly number[]): Promise<boolean> => items.filter((item) => needed.has(item)).length >= 3
    const { items } = await shrink(numbers, fails, 1000)
    expect(items).toHaveLength(3)
  }
})
