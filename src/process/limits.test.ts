import { describe, expect, test } from 'vitest'
import { summarise } from './index.ts'
import { factsOf, told } from './testing/told.ts'

const fastMs = 1000

const hurtful: readonly (readonly [string, string, string])[] = [
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
    'names without end',
    `teams:\n${Array.from({ length: 2000 }, (_, index) => `  t${index}: ana`).join('\n')}`,
    'branchline.yaml:302:3  more than 300 names stand in `teams`',
  ],
  [
    'a list without end',
    `teams: { leads: [${Array.from({ length: 9000 }, (_, index) => `p${index}`).join(', ')}] }`,
    'branchline.yaml:1:1708  more than 300 values stand in `leads`',
  ],
  [
    'a matrix without end',
    `pipelines: { ci: { run: x, matrix: { ${Array.from({ length: 50 }, (_, axis) => `m${axis}: [1, 2, 3, 4, 5, 6, 7]`).join(', ')} } } }`,
    'branchline.yaml:1:14  this matrix makes more than 256 jobs',
  ],
  [
    'patterns that are nothing but stars',
    `branches:\n${Array.from({ length: 290 }, (_, index) => `  "${'*a'.repeat(200)}${index + 100}": { reviews: 1 }`).join('\n')}\nproject: X`,
    'branchline.yaml:292:10  `X` does not fit in `project`',
  ],
  [
    'stars without end',
    `branches: { "${'a*'.repeat(240)}": { reviews: 1 }, "${'*a'.repeat(240)}": { reviews: 1 } }`,
    'branchline.yaml:1:513  ',
  ],
]

describe('a file that is made to hurt gives one clear answer, fast', () => {
  test.each(hurtful)('%s', async (_, text, expected) => {
    const before = performance.now()
    expect((await told(text)).slice(0, expected.length)).toBe(expected)
    expect(performance.now() - before).toBeLessThan(fastMs)
  })

  test('what is too full is not judged any further', async () => {
    const text = `environments:\n${Array.from({ length: 400 }, (_, index) => `  e${index}: { deploy: branch main, after: e${index + 1} }`).join('\n')}`
    expect((await told(text)).split('\n').filter((line) => line.startsWith('branchline.yaml:'))).toEqual([
      'branchline.yaml:302:3  more than 300 names stand in `environments`',
    ])
  })

  test('names count together, in whatever file they stand', async () => {
    const names = (file: number): string => Array.from({ length: 200 }, (_, index) => `  t${file}-${index}: ana`).join('\n')
    const readInclude = (path: string): string => `teams:\n${names(path.length)}\n`
    expect((await told('include: [a.yaml, bb.yaml]', { readInclude })).split('\n')[0]).toBe(
      'bb.yaml:102:3  more than 300 names stand in `teams`',
    )
  })

  test('environments that come after one another in a thousand million ways are told of at once', async () => {
    const row = (index: number): string => {
      const after = index < 29 ? `, after: [a${index + 1}, b${index + 1}]` : ''
      return `  a${index}: { deploy: branch main${after} }\n  b${index}: { deploy: branch main${after} }\n`
    }
    const rows = Array.from({ length: 30 }, (_, index) => row(index)).join('')
    const facts = await factsOf(`environments:\n${rows}  production: { deploy: branch main, after: [a0, b0] }\n`)
    const before = performance.now()
    expect(summarise(facts).at(-1)).toMatch(/^ {2}to production {2}main \[a29, b29, a28, b28, .*, a0, b0, production\]$/u)
    expect(performance.now() - before).toBeLessThan(fastMs)
  })

  test('hundreds of components and of jobs that build them are soon told apart', async () => {
    const components = Array.from({ length: 290 }, (_, index) => `  c${index}: { path: p${index} }\n`).join('')
    const needs = (job: number): string => (job === 0 ? '' : `, needs: [${job > 1 ? `j${job - 2}, ` : ''}j${job - 1}]`)
    const jobs = Array.from({ length: 290 }, (_, job) => `      j${job}: { use: std/build-app${needs(job)} }\n`).join('')
    const before = performance.now()
    const facts = await factsOf(`components:\n${components}pipelines:\n  ci:\n    when: push\n    jobs:\n${jobs}`)
    expect(facts.pipelines.builders['c7']).toEqual({ pipeline: 'ci', job: 'j289' })
    expect(performance.now() - before).toBeLessThan(2 * fastMs)
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
