import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SeededRandom } from '../lib/seeded-random.ts'
import { check, showProblem, summarise } from './index.ts'

const root = join(import.meta.dirname, '../..')
const texts = ['calver', 'registry', 'semver', 'spaces', 'train'].map((name) => readFileSync(join(root, `processes/${name}.yaml`), 'utf8'))
const bits = [
  '*',
  '&',
  '!',
  '{',
  '}',
  '[',
  ']',
  ':',
  ' ',
  ',',
  '\n',
  '"',
  "'",
  '#',
  '- ',
  '\t',
  '%',
  '|',
  '>',
  '0',
  'é',
  '🚆',
  'main',
  'needs: a',
]

/** A file with a few slips of the keyboard: a letter gone, a sign too many, a line doubled or lost. */
function mutate(text: string, random: SeededRandom): string {
  const below = (count: number): number => random.below(count)
  const at = below(text.length)
  const lines = text.split('\n')
  switch (below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + below(6))
    case 1:
      return text.slice(0, at) + random.pick(bits) + text.slice(at)
    case 2:
      lines.splice(below(lines.length), 0, lines[below(lines.length)] ?? '')
      return lines.join('\n')
    default:
      lines.splice(below(lines.length), 1)
      return lines.join('\n')
  }
}

test('whatever slips, a file is either understood or told what is wrong, and never both', async () => {
  const random = new SeededRandom(20_261_120)
  for (let round = 0; round < 600; round += 1) {
    let text = texts[round % texts.length] ?? ''
    for (let slips = 0; slips <= round % 3; slips += 1) text = mutate(text, random)
    const { facts, problems } = await check(text, { path: 'branchline.yaml' })
    expect({ text, isUnderstood: facts !== null }).toEqual({ text, isUnderstood: problems.length === 0 })
    if (facts !== null) summarise(facts)
    for (const problem of problems) expect(showProblem(problem).split('\n').length).toBe(3)
  }
})
