import { describe, expect, test } from 'vitest'
import { projectRoot } from '../scripts/source/files.ts'
import { corePurity } from '../scripts/tidy/core.ts'
import { relativeLinks, suitesTable } from '../scripts/tidy/documents.ts'
import { longFiles, longFunctions } from '../scripts/tidy/exceptions.ts'
import { invariants } from '../scripts/tidy/invariants.ts'
import { lockFile } from '../scripts/tidy/lock-file.ts'
import { fileNames } from '../scripts/tidy/names.ts'
import { readProject, type Problem, type Project } from '../scripts/tidy/project.ts'
import { fileLengths, functionLengths } from '../scripts/tidy/sizes.ts'
import { skippedTests } from '../scripts/tidy/tests.ts'
import { machinePaths, registryAddresses, unfinishedMarks } from '../scripts/tidy/words.ts'

interface Rule {
  readonly sentence: string
  readonly check: (project: Project) => readonly Problem[]
  /** A project that breaks the rule: the text of its files by path. */
  readonly broken: Readonly<Record<string, string>>
  /** Where that has to be reported, as `path:line`. */
  readonly reported: readonly string[]
  /** What looks like it, and is right. */
  readonly right: Readonly<Record<string, string>>
}

const mark = `TO${'DO'}`
const home = `/${'home'}/ann`
const test1 = "test('nothing is lost', () => {})"

const rules: readonly Rule[] = [
  {
    sentence: 'a file has at most 300 lines, or a reason and at most 500',
    check: (project) => fileLengths(project, longFiles),
    broken: { 'src/lib/long.ts': lines(301), 'src/lib/longer.ts': lines(501), 'bin/tool': lines(301) },
    reported: ['src/lib/long.ts:1', 'src/lib/longer.ts:1', 'bin/tool:1'],
    right: { 'src/lib/fits.ts': lines(300), 'docs/long.md': lines(900) },
  },
  {
    sentence: 'a function has at most 70 lines',
    check: (project) => functionLengths(project, longFunctions),
    broken: { 'src/lib/a.ts': `\nfunction long() {\n${lines(69)}}`, 'src/lib/b.test.ts': `test('long', () => {\n${lines(69)}})` },
    reported: ['src/lib/a.ts:2', 'src/lib/b.test.ts:1'],
    right: {
      'src/lib/a.ts': `const fits = () => {\n${lines(68)}}`,
      'src/lib/b.test.ts': `describe('a suite', () => {\n${`test.each(rows)('fits', () => {\n${lines(60)}})\n`.repeat(4)}})`,
    },
  },
  {
    sentence: 'files and folders are named in kebab case',
    check: fileNames,
    broken: { 'src/lib/byteSize.ts': '', 'src/Lib/size.ts': '', 'docs/how_to.md': '' },
    reported: ['src/lib/byteSize.ts:1', 'src/Lib/size.ts:1', 'docs/how_to.md:1'],
    right: {
      'README.md': '',
      'src/lib/byte-size.test.ts': '',
      'sql/sqlite/000001.sql': '',
      '.gitignore': '',
      'docs/decisions/0001-tools.md': '',
    },
  },
  {
    sentence: 'nothing is left undone in a comment',
    check: unfinishedMarks,
    broken: { 'src/lib/a.ts': `const a = 1\n// ${mark}: the rest`, 'docs/a.md': `FIX${'ME'}` },
    reported: ['src/lib/a.ts:2', 'docs/a.md:1'],
    right: { 'src/lib/a.ts': '// todos are tickets', 'test/fixtures/a.ts': mark },
  },
  {
    sentence: 'no path of somebody’s machine is written down',
    check: machinePaths,
    broken: { 'src/lib/a.ts': `const a = '${home}/code'`, 'docs/a.md': `see /${'work'}/main` },
    reported: ['src/lib/a.ts:1', 'docs/a.md:1'],
    right: { 'src/lib/a.ts': "const a = 'https://host.example/home/main' + './home/x' + '/usr/bin/env'" },
  },
  {
    sentence: 'no address of a registry is written down',
    check: registryAddresses,
    broken: { '.github/a.yml': `run: npm --registry=https://${'registry'}.example/npm ci` },
    reported: ['.github/a.yml:1'],
    right: { 'README.md': 'https://nodejs.org/en/download' },
  },
  {
    sentence: 'the lock file holds no addresses, and every platform',
    check: lockFile,
    broken: { 'package-lock.json': '{ "packages": { "node_modules/a": { "optionalDependencies": { "b": "1" },\n  "resolved": "x"\n} } }' },
    reported: ['package-lock.json:2', 'package-lock.json:1'],
    right: {
      'package-lock.json': '{ "packages": { "": { "optionalDependencies": { "b": "1" } }, "node_modules/b": { "integrity": "x" } } }',
    },
  },
  {
    sentence: 'no test is silenced without a reason',
    check: skippedTests,
    broken: {
      'src/lib/a.test.ts':
        "test.skip('a', f)\ndescribe.only('b', f)\nit.todo('c')\ntest.runIf(linux)('d', f)\ntest('e', ({ skip }) => skip())",
      'test/scenarios/b.test.ts': "test.for(rows).skip('f', f)\nxit('g', f)\ntest('h', (context) => context.skip())",
    },
    reported: [1, 2, 3, 4, 5]
      .map((line) => `src/lib/a.test.ts:${line}`)
      .concat([1, 2, 3].map((line) => `test/scenarios/b.test.ts:${line}`)),
    right: {
      'src/lib/a.test.ts': "test('a', (context) => context.skip(!hasBwrap, 'bwrap is not installed'))",
      'src/lib/b.ts': 'reader.skip()',
    },
  },
  {
    sentence: 'an invariant names a test that exists',
    check: invariants,
    broken: {
      'ARCHITECTURE.md':
        'Invariant: one.\n\nInvariant: two (`test/a.test.ts`).\n\nInvariant: three (`test/b.test.ts`, "x").\n\n- Invariant: four\n  (`test/a.test.ts`, "something is lost").',
      'test/a.test.ts': test1,
    },
    reported: ['ARCHITECTURE.md:1', 'ARCHITECTURE.md:3', 'ARCHITECTURE.md:5', 'ARCHITECTURE.md:7'],
    right: { 'ARCHITECTURE.md': 'Text.\nInvariant: one\n(`test/a.test.ts`, "nothing is\nlost").', 'test/a.test.ts': test1 },
  },
  {
    sentence: 'a link in the documents leads somewhere',
    check: relativeLinks,
    broken: { 'docs/a.md': 'one [b](b.md)\n[c](../c.md#part)', 'docs/dev/b.md': '' },
    reported: ['docs/a.md:1', 'docs/a.md:2'],
    right: {
      'docs/a.md': '[b](dev/b.md#x) [dev](dev/) [web](https://example.org) [here](#x) `[no](link)`',
      'docs/dev/b.md': '[a](../a.md)',
    },
  },
  {
    sentence: 'CI and its document hold to the table of suites',
    check: suitesTable,
    broken: { 'docs/dev/ci.md': '| `check` | `something else` | 1 | x |', '.ci/run': '\nminutes=99\n' },
    reported: ['docs/dev/ci.md:1', '.ci/run:1'],
    right: { 'docs/dev/ci.md': readFile('docs/dev/ci.md'), '.ci/run': readFile('.ci/run') },
  },
  {
    sentence: 'the core reads no clock, no chance, no place, and waits for nothing',
    check: corePurity,
    broken: {
      'src/core/a.ts':
        "const now = Date.now()\nconst then = new Date(0)\nconst dice = Math.random()\nIntl.Collator\n'a'.localeCompare('b')\nasync function wait() {}\nlet when: Date",
    },
    reported: [1, 2, 3, 4, 5, 6, 7].map((line) => `src/core/a.ts:${line}`),
    right: {
      'src/core/a.ts': 'const row = { Date: 1 }\nrow.Date\n// new Date()',
      'src/lib/a.ts': 'Date.now()',
      'src/core/a.test.ts': 'new Date()',
    },
  },
]

describe('the house rules', () => {
  const project = readProject(projectRoot)

  test('are looked for in the whole project', () => {
    const some = ['package.json', 'bin/branchline', '.ci/run', 'docs/dev/ci.md', 'scripts/tidy/project.ts', 'test/tidy.test.ts']
    expect(some.filter((path) => !project.files.some((file) => file.path === path))).toEqual([])
  })

  test('leave the suites no more minutes than there are', () => {
    const long = { name: 'long', what: '', command: ['x'], minutes: 24 }
    const files = { 'docs/dev/ci.md': '| `long` | `x` | 24 |  |', '.ci/run': '\nminutes=25\n' }
    expect(suitesTable(projectOf(files), [long])).toEqual([
      { path: 'scripts/suites.ts', line: 1, message: expect.stringContaining('26 minutes') as string },
    ])
  })

  for (const rule of rules) {
    test(`${rule.sentence}`, () => {
      expect(rule.check(project).map((one) => `${one.path}:${one.line} ${one.message}`)).toEqual([])
    })

    test(`it is noticed when not: ${rule.sentence}`, () => {
      const found = rule.check(projectOf(rule.broken))
      expect([...new Set(found.map((one) => `${one.path}:${one.line}`))]).toEqual(rule.reported)
      expect(rule.check(projectOf(rule.right))).toEqual([])
    })
  }
})

describe('the lists of what is too long', () => {
  const entry = { path: 'src/lib/long.ts', lines: 330, reason: 'one table' }
  const longFile = (count: number) => fileLengths(projectOf({ 'src/lib/long.ts': lines(count) }), [entry]).map((one) => one.message)

  test('let pass what they name', () => {
    expect(longFile(330)).toEqual([])
    expect(longFile(312)).toEqual([])
  })

  test('do not let it grow', () => {
    expect(longFile(331)).toEqual(["'src/lib/long.ts' grew from 330 to 331 lines. The list may only shrink: split it."])
  })

  test('are lowered when it shrinks, and shortened when it fits', () => {
    expect(longFile(305)).toEqual(["'src/lib/long.ts' is down to 305 lines. Lower its entry from 330."])
    expect(longFile(300)).toEqual(["'src/lib/long.ts' is no longer too long. Remove its entry."])
  })

  test('hold functions by their names', () => {
    const check = (count: number) =>
      functionLengths(projectOf({ 'src/lib/long.ts': `class A {\n  parse() {\n${lines(count - 2)}  }\n}` }), [
        { ...entry, name: 'parse', lines: 80 },
      ])
    expect(check(80)).toEqual([])
    expect(check(81)).toHaveLength(1)
    expect(check(70)).toHaveLength(1)
  })
})

function projectOf(files: Readonly<Record<string, string>>): Project {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }))
  return { files: list, paths: new Set(Object.keys(files)) }
}

function lines(count: number): string {
  return '// line\n'.repeat(count)
}

function readFile(path: string): string {
  return readProject(projectRoot).files.find((one) => one.path === path)?.text ?? ''
}
