import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const patch = join(root, 'test/patches/month-end.patch')
const linesMax = 60

/** What a copy of the project needs to be compiled and to tell one story. */
const parts = [
  'src',
  'scripts',
  'test',
  'bench',
  'processes',
  'schema',
  'sql',
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.tests.json',
  'vitest.config.ts',
]

describe('a new kind of gate', () => {
  let copy = ''

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'branchline-gate-'))
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    execFileSync('git', ['apply', '--whitespace=nowarn', patch], { cwd: copy, env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() } })
  })

  afterAll(() => {
    rmSync(copy, { recursive: true, force: true })
  })

  it('takes fewer than 60 lines, with its story', () => {
    const added = readFileSync(patch, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('+') && !line.startsWith('+++'))
    expect(added.length).toBeGreaterThan(20)
    expect(added.length).toBeLessThan(linesMax)
  })

  it('is compiled and tells its story, from the word in the process file to the deployment', { timeout: 120_000 }, () => {
    const bin = join(root, 'node_modules/.bin')
    const run = (tool: string, ...args: string[]) =>
      execFileSync(process.execPath, [join(bin, tool), ...args], { cwd: copy, encoding: 'utf8', stdio: 'pipe' })
    run('tsc', '-b')
    expect(run('vitest', 'run', 'test/month-end.test.ts')).toContain('1 passed')
  })
})
