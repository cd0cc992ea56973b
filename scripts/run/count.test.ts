import { describe, expect, test } from 'vitest'
import type { Outcome } from './command.ts'
import { run } from './command.ts'
import { add, countLine, countOf, nothing } from './count.ts'

const ended = (output: string, code: number | null = 0): Outcome => ({ code, output, timedOut: code === null, seconds: 1 })

describe('what a suite counts', () => {
  test('is what it says in its last line', () => {
    expect(countOf(ended('a\n12 passed, 0 failed\n'))).toEqual({ passed: 12, failed: 0, skipped: [] })
    expect(countOf(ended('\u001B[32m3 passed, 2 failed\u001B[39m\n', 1))).toEqual({ passed: 3, failed: 2, skipped: [] })
  })

  test('names what was skipped, with the reason', () => {
    const output = 'skipped: a.test.ts > a page (no browser)\n1 passed, 0 failed, 1 skipped\n'
    expect(countOf(ended(output))).toEqual({ passed: 1, failed: 0, skipped: ['a.test.ts > a page (no browser)'] })
  })

  test('is one test, which the exit code decides, when it says nothing', () => {
    expect(countOf(ended('done'))).toEqual({ passed: 1, failed: 0, skipped: [] })
    expect(countOf(ended('', 2))).toEqual({ passed: 0, failed: 1, skipped: [] })
  })

  test('holds a failure when it was stopped or ended badly, whatever it says', () => {
    expect(countOf(ended('5 passed, 0 failed', null)).failed).toBe(1)
    expect(countOf(ended('0 passed, 0 failed', 1)).failed).toBe(1)
  })

  test('is added up and written as it is read', () => {
    const both = add({ passed: 1, failed: 0, skipped: ['a (b)'] }, { passed: 2, failed: 1, skipped: [] })
    expect(countLine(both)).toBe('3 passed, 1 failed, 1 skipped')
    expect(countLine(nothing)).toBe('0 passed, 0 failed')
  })
})

describe('a command', () => {
  test('runs under the Node of the project, with its tools first', async () => {
    const outcome = await run(['node', '-p', 'process.versions.node.split(".")[0] >= 24'], 1)
    expect({ code: outcome.code, output: outcome.output }).toEqual({ code: 0, output: 'true\n' })
  })

  test('is stopped when its time is over, with all it started', async () => {
    const outcome = await run(['sh', '-c', 'sleep 60 & wait'], 0.3 / 60)
    expect(outcome).toMatchObject({ code: null, timedOut: true })
    // It ends when nobody holds its output any longer: the one in the background is gone too.
    expect(outcome.seconds).toBeLessThan(5)
  })

  test('that does not exist says so', async () => {
    const outcome = await run(['no-such-command'], 1)
    expect(outcome).toMatchObject({ code: 127, output: expect.stringContaining('no-such-command cannot be started') as string })
  })
})
