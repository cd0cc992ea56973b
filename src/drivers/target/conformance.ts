import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Activation, Target } from '../../ports/target.ts'

export interface TargetUnderTest {
  readonly target: Target
  /** Bytes that become ready, another every time it is called. */
  readyDigest(): Promise<string>
  /** Bytes that never do. */
  brokenDigest(): Promise<string>
  /** The same servers, as another process meets them. */
  reopen(): Promise<Target>
  close(): Promise<void>
}

/** What every target promises, and what only one that compares generations does. */
export function describeTarget(name: string, canCompareGenerations: boolean, open: () => Promise<TargetUnderTest>): void {
  describe(name, () => {
    let under: TargetUnderTest
    beforeEach(async () => {
      under = await open()
    })
    afterEach(async () => under.close())
    serves(() => under)
    goesForward(() => under)
    clearsUp(() => under)
    test('it says whether it compares generations', () => {
      expect(under.target.canCompareGenerations).toBe(canCompareGenerations)
    })
    if (canCompareGenerations) comparesGenerations(() => under)
  })
}

type Under = () => TargetUnderTest

function serves(under: Under): void {
  test('an environment that nobody activated is known not to exist', async () => {
    expect(await under().target.state('dev')).toBeNull()
    expect(await under().target.inventory()).toEqual([])
  })

  test('what was activated serves, and whoever comes later can see it', async () => {
    const { target, readyDigest, reopen } = under()
    const digest = await readyDigest()
    expect(await target.activate(activation(1, digest), never())).toMatchObject({ kind: 'serving' })
    const later = await reopen()
    expect(await later.state('dev')).toEqual({ generation: 1, components: { api: digest }, shares: { api: 100 } })
    expect(await later.inventory()).toEqual(['dev'])
  })

  test('told twice, it is done once', async () => {
    const { target, readyDigest } = under()
    const wanted = activation(1, await readyDigest())
    const both = await Promise.all([target.activate(wanted, never()), target.activate(wanted, never())])
    expect(both.map(({ kind }) => kind)).toEqual(['serving', 'serving'])
    expect(await target.activate(wanted, never())).toEqual(both[0])
    expect(await target.state('dev')).toMatchObject({ generation: 1 })
  })

  test('what never becomes ready leaves the old ones serving', async () => {
    const { target, readyDigest, brokenDigest } = under()
    const digest = await readyDigest()
    await target.activate(activation(1, digest), never())
    const result = await target.activate(activation(2, await brokenDigest()), never())
    expect(result).toMatchObject({ kind: 'not-ready', component: 'api' })
    expect(await target.state('dev')).toMatchObject({ generation: 1, components: { api: digest } })
  })

  test('what never becomes ready where nothing served leaves nothing serving', async () => {
    const { target, brokenDigest } = under()
    expect(await target.activate(activation(1, await brokenDigest()), never())).toMatchObject({ kind: 'not-ready' })
    expect(await target.state('dev')).toBeNull()
  })

  test('environments do not touch each other', async () => {
    const { target, readyDigest } = under()
    const [dev, staging] = [await readyDigest(), await readyDigest()]
    await target.activate(activation(1, dev), never())
    await target.activate({ ...activation(7, staging), environment: 'staging', address: 'staging' }, never())
    expect(await target.state('dev')).toMatchObject({ generation: 1, components: { api: dev } })
    expect((await target.inventory()).toSorted()).toEqual(['dev', 'staging'])
  })
}

function goesForward(under: Under): void {
  test('a higher generation replaces a lower one, also with the same bytes', async () => {
    const { target, readyDigest } = under()
    const digest = await readyDigest()
    await target.activate(activation(1, digest), never())
    expect(await target.activate(activation(2, digest), never())).toMatchObject({ kind: 'serving' })
    expect(await target.state('dev')).toMatchObject({ generation: 2, components: { api: digest } })
  })
}

function comparesGenerations(under: Under): void {
  test('a generation lower than one it has seen is refused', async () => {
    const { target, readyDigest } = under()
    const [older, newer] = [await readyDigest(), await readyDigest()]
    await target.activate(activation(2, newer), never())
    expect(await target.activate(activation(1, older), never())).toEqual({ kind: 'superseded', generation: 2 })
    expect(await target.state('dev')).toMatchObject({ generation: 2, components: { api: newer } })
  })

  test('it is refused also after the environment was taken down', async () => {
    const { target, readyDigest } = under()
    const digest = await readyDigest()
    await target.activate(activation(1, digest), never())
    await target.remove('dev', 2)
    expect(await target.activate(activation(1, digest), never())).toMatchObject({ kind: 'superseded' })
    expect(await target.state('dev')).toBeNull()
    expect(await target.activate(activation(3, digest), never())).toMatchObject({ kind: 'serving' })
  })

  test('nothing is taken down for a lower generation', async () => {
    const { target, readyDigest } = under()
    await target.activate(activation(2, await readyDigest()), never())
    const { left, superseded } = await target.remove('dev', 1)
    expect(left).not.toEqual([])
    expect(superseded).toBe(2)
    expect(await target.state('dev')).toMatchObject({ generation: 2 })
  })
}

function clearsUp(under: Under): void {
  test('an environment is taken down until nothing is left', async () => {
    const { target, readyDigest } = under()
    await target.activate(activation(1, await readyDigest()), never())
    await expect.poll(() => target.remove('dev', 2)).toEqual({ left: [], superseded: null })
    expect(await target.state('dev')).toBeNull()
    expect(await target.inventory()).toEqual([])
  })

  test('taking down what is not there is fine', async () => {
    expect(await under().target.remove('nowhere', 1)).toEqual({ left: [], superseded: null })
  })
}

function never(): AbortSignal {
  return new AbortController().signal
}

function activation(generation: number, digest: string): Activation {
  return {
    generation,
    environment: 'dev',
    components: { api: { digest, instances: 1, share: 100 } },
    commit: 'c'.repeat(40),
    version: null,
    address: 'dev',
    size: 'small',
    surge: 1,
    drainMs: 0,
    style: 'rolling',
  }
}
