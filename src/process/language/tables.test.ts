import { expect, test } from 'vitest'
import { processFile } from './sections/process.ts'
import type { KeyTable, Noun, Shape } from './type.ts'

interface Block {
  readonly noun: Noun
  readonly keys: KeyTable
}

const blocks: Block[] = []
const visit = (shape: Shape): void => {
  if (shape.kind === 'named') visit(shape.of)
  if (shape.kind !== 'block') return
  blocks.push(shape)
  for (const entry of Object.values(shape.keys)) visit(entry.type.shape)
}
visit(processFile.shape)

test('every key says what it is, in one phrase without a full stop', () => {
  const sentences = blocks.flatMap(({ noun, keys }) =>
    Object.entries(keys).map(([key, entry]) => ({ key: `${noun.name}.${key}`, says: entry.says })),
  )
  expect(sentences.length).toBeGreaterThan(150)
  expect(sentences.filter(({ says }) => says.length < 8 || says.endsWith('.') || says.length > 120)).toEqual([])
})

test('keys are words joined by dashes', () => {
  const keys = blocks.flatMap((block) => Object.keys(block.keys))
  expect(keys.filter((key) => !/^[a-z]+(?:-[a-z]+)*$/u.test(key))).toEqual([])
})

test('a habit from elsewhere is never a key of ours, and leads to one or explains itself', () => {
  const habits = blocks.flatMap(({ noun, keys }) =>
    Object.entries(noun.habits ?? {}).map(([written, meant]) => ({ noun: noun.name, written, meant, keys })),
  )
  const wrong = habits.filter(
    ({ written, meant, keys }) => Object.hasOwn(keys, written) || (!meant.includes(' ') && !Object.hasOwn(keys, meant)),
  )
  expect(wrong.map(({ noun, written, meant }) => `${noun}: ${written} is ${meant}`)).toEqual([])
})

test('the words that carry the language stand for one thing each', () => {
  const takes = (key: string): string[] => [
    ...new Set(blocks.flatMap(({ keys }) => (Object.hasOwn(keys, key) ? [keys[key]?.type.shape.kind ?? ''] : []))),
  ]
  expect(Object.fromEntries(['when', 'if', 'needs', 'after', 'at', 'of', 'into', 'allow', 'may'].map((key) => [key, takes(key)]))).toEqual({
    when: ['phrase'],
    if: ['text'],
    needs: ['phrase'],
    after: ['phrase'],
    at: ['phrase'],
    of: ['phrase'],
    into: ['phrase'],
    allow: ['block'],
    may: ['phrase'],
  })
})
