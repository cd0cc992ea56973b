import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Executor, JobRequest } from '../../ports/executor.ts'

/** What the jobs of this suite do. Each driver says it in the way its machines understand. */
export type Doing =
  | 'passes'
  | 'exits with 2'
  | 'never ends'
  /** Leaves the same bytes every time. */
  | 'builds'
  /** Gives `url` the value `http://one` as an output. */
  | 'tells a url'

export interface ExecutorUnderTest {
  readonly executor: Executor
  /** The work of a job that does this; it notes that it ran. */
  work(doing: Doing): JobRequest['work']
  /** How many times the job of this handle began to run. */
  timesRun(handle: string): Promise<number>
  /** The same machines, as another process meets them. */
  reopen(): Promise<Executor>
  close(): Promise<void>
}

/** What every executor promises. */
export function describeExecutor(name: string, open: () => Promise<ExecutorUnderTest>): void {
  describe(name, () => {
    let under: ExecutorUnderTest
    beforeEach(async () => {
      under = await open()
    })
    afterEach(async () => under.close())
    runsJobs(() => under)
    runsThemOnce(() => under)
    endsThem(() => under)
  })
}

type Under = () => ExecutorUnderTest

function runsJobs(under: Under): void {
  test('a job that passes says so', async () => {
    const { executor, work } = under()
    expect(await executor.run(job('a', work('passes')), never())).toMatchObject({ outcome: 'passed' })
  })

  test('a job that fails says how', async () => {
    const { executor, work } = under()
    const result = await executor.run(job('a', work('exits with 2')), never())
    expect(result).toEqual({ outcome: 'failed', reason: 'exit 2', artifact: null, outputs: {}, coverage: null })
  })

  test('a job that builds names the bytes it made, and equal bytes have one name', async () => {
    const { executor, work } = under()
    const building = { artifacts: ['dist'], artifactIdentity: 'identity' }
    const one = await executor.run({ ...job('a', work('builds')), ...building }, never())
    const other = await executor.run({ ...job('b', work('builds')), ...building }, never())
    expect(one).toMatchObject({ outcome: 'passed', artifact: expect.stringMatching(/\w{8,}/) as unknown })
    expect(other.artifact).toBe(one.artifact)
  })

  test('what a job tells is handed on, when it was asked for', async () => {
    const { executor, work } = under()
    const asked = await executor.run({ ...job('a', work('tells a url')), outputs: ['url'] }, never())
    expect(asked.outputs).toEqual({ url: 'http://one' })
    const unasked = await executor.run(job('b', work('tells a url')), never())
    expect(unasked.outputs).toEqual({})
  })
}

function runsThemOnce(under: Under): void {
  test('nothing is known of a job that was never started', async () => {
    expect(await under().executor.progress('nobody')).toEqual({ kind: 'absent' })
  })

  test('a second call finds the job of the first', async () => {
    const { executor, work, timesRun } = under()
    const request = job('a', work('passes'))
    const [one, other] = await Promise.all([executor.run(request, never()), executor.run(request, never())])
    expect(other).toEqual(one)
    expect(await executor.run(request, never())).toEqual(one)
    expect(await timesRun('a')).toBe(1)
  })

  test('how a job ended is known to whoever comes later', async () => {
    const { executor, work, reopen, timesRun } = under()
    const request = job('a', work('exits with 2'))
    const result = await executor.run(request, never())
    const later = await reopen()
    expect(await later.progress('a')).toEqual({ kind: 'ended', result })
    expect(await later.run(request, never())).toEqual(result)
    expect(await timesRun('a')).toBe(1)
  })

  test('a job goes on when the one who started it lets go', async () => {
    const { executor, work, reopen, timesRun } = under()
    const request = job('a', work('never ends'))
    const hand = new AbortController()
    const held = executor.run(request, hand.signal)
    held.catch(() => {})
    await isRunning(executor, 'a')
    hand.abort()
    await expect(held).rejects.toThrow()
    const later = await reopen()
    expect(await later.progress('a')).toEqual({ kind: 'running' })
    await later.cancel('a')
    expect(await timesRun('a')).toBe(1)
  })
}

function endsThem(under: Under): void {
  test('a cancelled job has failed, and is not started again', async () => {
    const { executor, work, timesRun } = under()
    const request = job('a', work('never ends'))
    const running = executor.run(request, never())
    await isRunning(executor, 'a')
    await executor.cancel('a')
    expect(await running).toMatchObject({ outcome: 'failed', reason: 'cancelled' })
    expect(await executor.run(request, never())).toMatchObject({ outcome: 'failed' })
    expect(await timesRun('a')).toBe(1)
  })

  test('it is fine to cancel a job that is gone, or never was', async () => {
    const { executor, work } = under()
    const result = await executor.run(job('a', work('passes')), never())
    await executor.cancel('a')
    await executor.cancel('nobody')
    expect(await executor.progress('a')).toEqual({ kind: 'ended', result })
  })

  test('a job that takes longer than it may is ended', async () => {
    const { executor, work } = under()
    const result = await executor.run({ ...job('a', work('never ends')), timeoutMs: 100 }, never())
    expect(result).toMatchObject({ outcome: 'failed', reason: 'timeout' })
  })
}

function never(): AbortSignal {
  return new AbortController().signal
}

async function isRunning(executor: Executor, handle: string): Promise<void> {
  await expect.poll(() => executor.progress(handle), { interval: 5 }).toEqual({ kind: 'running' })
}

function job(handle: string, work: JobRequest['work']): JobRequest {
  return {
    handle,
    work,
    repository: 'shop',
    commit: 'c'.repeat(40),
    component: null,
    matrix: {},
    env: {},
    services: [],
    image: null,
    runner: null,
    directory: null,
    secrets: [],
    identity: null,
    may: [],
    cache: [],
    artifacts: [],
    artifactIdentity: null,
    outputs: [],
    report: [],
    given: {},
    inputs: {},
    at: null,
    timeoutMs: 20_000,
    isTrusted: true,
  }
}
