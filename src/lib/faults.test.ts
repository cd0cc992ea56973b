import { expect, test } from 'vitest'
import { Faults, noFaults } from './faults.ts'
import { SeededRandom } from './seeded-random.ts'

const still = { sleep: async () => {} }
const faultsWith = (rates = {}) => new Faults(still, new SeededRandom('faults'), { ...noFaults, ...rates })

test('a scripted fault meets the next call of its operation and no other', async () => {
  const faults = faultsWith()
  const done: string[] = []
  faults.script('write', 'refused', 'lost')
  await expect(faults.perform('write', 'a', () => done.push('first'))).rejects.toThrow('write: connection refused')
  await faults.perform('read', 'a', () => done.push('read'))
  await expect(faults.perform('write', 'a', () => done.push('second'))).rejects.toThrow('write: connection reset')
  await faults.perform('write', 'a', () => done.push('third'))
  expect(done).toEqual(['read', 'second', 'third'])
})

test('the fate of a call depends on what it is about and not on what else is called', async () => {
  const fates = async (others: number): Promise<string[]> => {
    const faults = faultsWith({ refused: 0.5 })
    const result: string[] = []
    for (let call = 0; call < 10; call += 1) {
      for (let other = 0; other < others; other += 1) await faults.perform('write', 'other', () => 0).catch(() => 0)
      result.push(await faults.perform('write', 'mine', () => 'done').catch(() => 'refused'))
    }
    return result
  }
  expect(await fates(0)).toEqual(await fates(3))
  expect(new Set(await fates(0)).size).toBe(2)
})

test('after a stop nothing goes wrong', async () => {
  const faults = faultsWith({ refused: 1 })
  await expect(faults.perform('write', 'a', () => 1)).rejects.toThrow('connection refused')
  faults.stop()
  expect(await faults.perform('write', 'a', () => 1)).toBe(1)
})
