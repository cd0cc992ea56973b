import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from './run/command.ts'
import { countOf } from './run/count.ts'
import { projectRoot } from './source/files.ts'

let folder = ''
beforeEach(() => {
  mkdirSync(join(projectRoot, '.cache'), { recursive: true })
  folder = mkdtempSync(join(projectRoot, '.cache', 'reporter-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a run of tests', () => {
  test('that pass counts them', async () => {
    expect(await countOfRun("test('a', () => {})\ntest('b', () => {})")).toEqual({ code: 0, passed: 2, failed: 0, skipped: [] })
  })

  test('lists what was skipped, with the reason', async () => {
    expect(await countOfRun("test('a', () => {})\ntest('b', (context) => context.skip(true, 'no browser'))")).toEqual({
      code: 0,
      passed: 1,
      failed: 0,
      skipped: ['a.test.ts > b (no browser)'],
    })
  })

  test('fails when one is skipped without a reason', async () => {
    expect(await countOfRun("test('a', () => {})\ntest.skip('b', () => {})")).toEqual({ code: 1, passed: 1, failed: 1, skipped: [] })
  })

  test('fails when a file cannot be loaded, or a suite not prepared', async () => {
    expect(await countOfRun("import './nowhere.ts'")).toMatchObject({ code: 1, passed: 0, failed: 1 })
    const unprepared = "describe('a', () => { beforeAll(() => { throw new Error('no') }); test('b', () => {}) })"
    expect(await countOfRun(unprepared)).toMatchObject({ code: 1, passed: 0, skipped: [] })
  })

  test('fails when an error escapes, though every test passes', async () => {
    const escaping = "test('a', async () => { void Promise.reject(new Error('lost')); await new Promise(setImmediate) })"
    expect(await countOfRun(escaping)).toEqual({ code: 1, passed: 1, failed: 1, skipped: [] })
  })

  test('fails when there is nothing to run', async () => {
    expect(await countOfRun('export {}')).toMatchObject({ code: 1, passed: 0 })
  })
})

async function countOfRun(body: string) {
  writeFileSync(
    join(folder, 'a.test.ts'),
    `import { beforeAll, describe, test } from 'vitest'\nvoid [beforeAll, describe, test]\n${body}\n`,
  )
  const reporter = join(projectRoot, 'scripts', 'vitest-reporter.ts')
  const outcome = await run(['vitest', 'run', '--root', folder, '--reporter', 'default', '--reporter', reporter], 1)
  return { code: outcome.code, ...countOf(outcome) }
}
