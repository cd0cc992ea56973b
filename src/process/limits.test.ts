import { describe, expect, test } from 'vitest'
import { told } from './testing/told.ts'

const fastMs = 1000

describe('a file that is made to hurt gives one clear answer, fast', () => {
  test.each([
    ['a megabyte', `project: ${'x'.repeat(1_000_000)}`, 'branchline.yaml:1:1  the file is larger than 256 kB'],
    [
      'brackets without end',
      `project: ${'['.repeat(200_000)}`,
      'branchline.yaml:1:22  more than 12 braces and brackets stand inside one another here',
    ],
    [
      'keys inside keys without end',
      Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}k:\n`).join(''),
      'branchline.yaml:13:13  keys stand more than 12 deep here',
    ],
    ['a million laughs', `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n`, 'branchline.yaml:1:4  an anchor such as `&a` is not used here'],
    ['aliases without end', `a: ${'*x '.repeat(80_000)}`, 'branchline.yaml:1:4  a value that begins with `*` is an alias in YAML'],
    [
      'tags without end',
      `a: ${'!x '.repeat(80_000)}`,
      'branchline.yaml:1:4  a value that begins with `!` is a tag in YAML and would be dropped',
    ],
    [
      'keys without end',
      Array.from({ length: 20_000 }, (_, index) => `k${index}: v`).join('\n'),
      'branchline.yaml:5001:1  the file has more than 10000 keys and values',
    ],
    [
      'a word without end',
      `project: ${'x'.repeat(200_000)}`,
      'branchline.yaml:1:10  the value of `project` is longer than any that fits there',
    ],
    [
      'words without end',
      `project: ${'x '.repeat(100_000)}`,
      'branchline.yaml:1:90  the value of `project` is longer than any that fits there',
    ],
    [
      'a text without end',
      `pipelines: { ci: { run: ${'x'.repeat(30_000)} } }`,
      'branchline.yaml:1:25  the text of `run` is longer than 20000 characters',
    ],
    ['capitals without end', `# ${'A'.repeat(250_000)}\nproject: X`, 'branchline.yaml:2:10  `X` does not fit in `project`'],
    [
      'stars without end',
      `branches: { "${'a*'.repeat(240)}": { reviews: 1 }, "${'*a'.repeat(240)}": { reviews: 1 } }`,
      'branchline.yaml:1:513  ',
    ],
  ])('%s', async (_, text, expected) => {
    const before = performance.now()
    expect((await told(text)).slice(0, expected.length)).toBe(expected)
    expect(performance.now() - before).toBeLessThan(fastMs)
  })

  test('thousands of mistakes are not all kept', async () => {
    const text = `pipelines:\n${Array.from({ length: 1500 }, (_, index) => `  p${index}: { runs: x, with: y }`).join('\n')}`
    const messages = (await told(text)).split('\n').filter((line) => line.startsWith('branchline.yaml:'))
    expect(messages.length).toBe(200)
  })

  test('a line and a message of any length are cut where they are shown', async () => {
    const lines = (await told(`project: ${'x'.repeat(499)}!\n`)).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(700)
  })
})
