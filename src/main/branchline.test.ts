import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

function branchline(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/main/branchline.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  return { code: status, out: stdout, err: stderr }
}

describe('branchline', () => {
  test('says which version it is', () => {
    const { code, out } = branchline('--version')
    expect([code, /^branchline \d+\.\d+\.\d+\n$/u.test(out)]).toEqual([0, true])
  })

  test('helps when it is asked to, and when nothing was said', () => {
    const asked = branchline('--help')
    const silent = branchline()
    expect([asked.code, silent.code, asked.out === silent.out]).toEqual([0, 2, true])
    expect(asked.out).toContain('check   checks a process file and says what was understood')
  })

  test('guesses at a misspelled verb', () => {
    expect(branchline('chekc')).toEqual({
      code: 2,
      out: '',
      err: 'branchline: there is no verb `chekc`; did you mean `check`?\nSee: branchline --help\n',
    })
  })

  test('hands the rest to the verb, and its exit code back', () => {
    expect(branchline('check', 'processes/semver.yaml').code).toBe(0)
    expect(branchline('check', 'package.json').code).toBe(1)
    expect(branchline('check', '--what').code).toBe(2)
  })
})
