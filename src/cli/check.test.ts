import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { dedent } from '../process/testing/told.ts'
import { verb } from './check.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'check-'))
mkdirSync(join(folder, 'services/api'), { recursive: true })
writeFileSync(
  join(folder, 'branchline.yaml'),
  'project: shop\ninclude: people.yaml\nenvironments: { production: { deploy: branch main, approve: leads } }\n',
)
writeFileSync(join(folder, 'people.yaml'), 'teams: { leads: [ana] }\n')
writeFileSync(join(folder, 'wrong.yaml'), 'environments:\n  production: { deploy: branch main, aprove: 1 }\n')
writeFileSync(join(folder, 'picture.yaml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00]))
writeFileSync(join(folder, 'large.yaml'), 'x'.repeat(300_000))
afterAll(() => rmSync(folder, { recursive: true }))

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function call(args: readonly string[], directory = folder, hasColours = false): Promise<Outcome> {
  let out = ''
  let err = ''
  const print = (text: string): void => void (out += text)
  const printError = (text: string): void => void (err += text)
  const code = await verb.run(args, { directory, hasColours, print, printError })
  return { code, out, err }
}

describe('branchline check', () => {
  test('says in a few lines what was understood', async () => {
    expect(await call([])).toEqual({
      code: 0,
      err: '',
      out: `${dedent(`
        branchline.yaml is fine: shop

          components     shop
          branches       main moves only by reviewed changes
          environments   production
          to production  main [production]
      `)}\n`,
    })
  })

  test('finds the file in a folder above', async () => {
    const { code, out } = await call([], join(folder, 'services/api'))
    expect([code, out.split('\n')[0]]).toEqual([0, '../../branchline.yaml is fine: shop'])
  })

  test('tells problems on the other stream, and refuses', async () => {
    expect(await call(['wrong.yaml'])).toEqual({
      code: 1,
      out: '',
      err: `${dedent(`
        wrong.yaml:2:38  \`aprove\` is not a key of an environment
          2 |   production: { deploy: branch main, aprove: 1 }
            |                                      ^^^^^^  did you mean \`approve\`?
      `)}\n`,
    })
  })

  test('colours only for a terminal that wants them', async () => {
    const plain = await call(['wrong.yaml'])
    const coloured = await call(['wrong.yaml'], folder, true)
    expect(plain.err).not.toContain('\u001b')
    expect(coloured.err).toContain('\u001b[31m^^^^^^\u001b[39m')
  })

  test.each([
    ['nowhere.yaml', 'nowhere.yaml  there is no such file\n  look at its name\n'],
    ['services', 'services  this is a folder\n  name the file in it: branchline.yaml\n'],
    ['picture.yaml', 'picture.yaml  this is not a text in UTF-8\n  save it as UTF-8\n'],
    ['large.yaml', 'large.yaml  this file is larger than 256 kB\n  move a part of it to files that `include` names\n'],
    ['a\u001b[2Jb', 'a\\u{1b}[2Jb  there is no such file\n  look at its name\n'],
  ])('cannot read %j, and says why', async (file, err) => {
    expect(await call([file])).toEqual({ code: 1, out: '', err })
  })

  test('says so where there is no file at all', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'check-empty-'))
    expect(await call([], empty)).toEqual({
      code: 1,
      out: '',
      err: 'branchline.yaml  there is no branchline.yaml here or in a folder above\n  name a file: branchline check FILE\n',
    })
    rmSync(empty, { recursive: true })
  })

  test.each([
    [['--jsno'], 'there is no option --jsno'],
    [['a.yaml', 'b.yaml'], 'it checks one file at a time'],
    [['--json=1'], 'there is no option --json'],
  ])('does not understand %j', async (args, reason) => {
    expect(await call(args)).toEqual({ code: 2, out: '', err: `branchline check: ${reason}\nSee: branchline check --help\n` })
  })

  test('explains itself with examples', async () => {
    const { code, out } = await call(['--help'])
    expect(code).toBe(0)
    expect(out).toContain('branchline check --json | jq')
  })

  test('prints no more than twenty problems', async () => {
    writeFileSync(join(folder, 'many.yaml'), `teams:\n${Array.from({ length: 25 }, (_, index) => `  T${index}: [ana]`).join('\n')}\n`)
    const { err } = await call(['many.yaml'])
    expect(err.split('\n').filter((line) => line.startsWith('many.yaml:')).length).toBe(20)
    expect(err.trimEnd().split('\n').at(-1)).toBe('and 5 more')
  })
})

describe('branchline check --json', () => {
  test('gives problems with their places', async () => {
    const { code, out } = await call(['--json', 'wrong.yaml'])
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        ok: false,
        file: 'wrong.yaml',
        problems: [
          {
            file: 'wrong.yaml',
            line: 2,
            column: 38,
            length: 6,
            found: '`aprove` is not a key of an environment',
            fix: 'did you mean `approve`?',
          },
        ],
        notices: [],
        phrases: [
          {
            file: 'wrong.yaml',
            line: 2,
            column: 25,
            length: 11,
            at: 'environments.production.deploy',
            text: 'branch main',
            form: { kind: 'branch', branch: 'main' },
          },
        ],
        facts: null,
      },
    ])
  })

  test('gives the structured form of each phrase, and what is not acted on yet', async () => {
    writeFileSync(join(folder, 'later.yaml'), 'components: { api: {} }\nenvironments: { test: { deploy: any branch, claim: 2h } }\n')
    const { code, out } = await call(['--json', 'later.yaml'])
    const json = JSON.parse(out) as { notices: unknown; phrases: unknown; facts: { project: unknown } }
    expect([code, json.notices, json.phrases, json.facts.project]).toEqual([
      0,
      [
        {
          file: 'later.yaml',
          line: 2,
          column: 45,
          length: 5,
          key: 'claim',
          at: 'environments.test.claim',
          notice: 'understood, not yet acted on',
        },
      ],
      [
        {
          file: 'later.yaml',
          line: 2,
          column: 33,
          length: 10,
          at: 'environments.test.deploy',
          text: 'any branch',
          form: { kind: 'branch', branch: '*' },
        },
        { file: 'later.yaml', line: 2, column: 52, length: 2, at: 'environments.test.claim', text: '2h', form: '2h' },
      ],
      null,
    ])
  })

  test('says also as JSON that a file cannot be read', async () => {
    const { code, out } = await call(['--json', 'nowhere.yaml'])
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        ok: false,
        file: 'nowhere.yaml',
        problems: [{ found: 'there is no such file', fix: 'look at its name' }],
        notices: [],
        phrases: [],
        facts: null,
      },
    ])
  })
})

describe('the five processes are fine', () => {
  test.each(['calver', 'registry', 'semver', 'spaces', 'train'])('%s', async (name) => {
    const { code, out, err } = await call([`processes/${name}.yaml`], root)
    expect([code, err]).toEqual([0, ''])
    await expect(out).toMatchFileSnapshot(join(root, `src/cli/golden/${name}.txt`))
  })

  test('none is longer than a page', () => {
    for (const name of ['calver', 'registry', 'semver', 'spaces', 'train']) {
      expect(readFileSync(join(root, `processes/${name}.yaml`), 'utf8').split('\n').length).toBeLessThan(100)
    }
  })
})
