import { expect, it } from 'vitest'
import type { StreamHead } from '../../../ports/store.ts'
import { commit, input, noted, stream } from './samples.ts'
import type { Stage } from './stage.ts'

const unwritten: StreamHead = { sequence: 0, version: 0, now: 0, nextWake: null }

export function streamStories(stage: Stage): void {
  it('that were never written as empty ones', async () => {
    expect(await stage.store.load(stream)).toEqual({ ...unwritten, rows: [], tail: [] })
    expect(await stage.store.head(stream)).toEqual(unwritten)
  })

  it('and tells whoever takes or renews a lease how far the stream has come', async () => {
    await stage.store.accept(stream, [input('a'), input('b')], null)
    const events = ['one', 'two'].map((event) => ({ input: 'a', event }))
    await stage.store.commit(commit({ events, rows: null, version: 3, nextWake: 9000, answers: [{ input: 'a', answer: noted }] }))
    const head = { sequence: 2, version: 3, now: 2000, nextWake: 9000 }
    expect(await stage.store.lease(stream, 'ann', 1000, 2000)).toEqual(head)
    await stage.store.commit(commit({ after: 2, version: 1, now: 2500, answers: [{ input: 'b', answer: noted }] }))
    expect(await stage.store.lease(stream, 'ann', 1000, 3000)).toEqual({ ...head, now: 2500, nextWake: null })
    expect(await stage.store.lease(stream, 'bob', 1000, 3000)).toBeNull()
    expect(await stage.store.head(stream)).toEqual({ ...head, now: 2500, nextWake: null })
  })

  it('for one owner at a time, across connections', async () => {
    const other = await stage.connect()
    expect(await stage.store.lease(stream, 'ann', 1000, 2000)).toEqual(unwritten)
    expect(await other.lease(stream, 'bob', 1999, 3000)).toBeNull()
    expect(await stage.store.lease(stream, 'ann', 1500, 2500)).toEqual(unwritten)
    expect(await other.lease(stream, 'bob', 2499, 3000)).toBeNull()
    expect(await other.lease(stream, 'bob', 2500, 3500)).toEqual(unwritten)
    expect(await stage.store.lease(stream, 'ann', 2600, 3600)).toBeNull()
  })

  it('that were given back for whoever comes next, but not when somebody else gives them', async () => {
    await stage.store.lease(stream, 'ann', 1000, 2000)
    await stage.store.release(stream, 'bob')
    expect(await stage.store.lease(stream, 'bob', 1001, 2001)).toBeNull()
    await stage.store.release(stream, 'ann')
    expect(await stage.store.lease(stream, 'bob', 1001, 2001)).toEqual(unwritten)
  })

  it('and frees them all when their owner starts again', async () => {
    await stage.store.lease('project/a', 'ann', 1000, 2000)
    await stage.store.lease('project/b', 'bob', 1000, 2000)
    await stage.store.releaseAll('ann')
    expect(await stage.store.lease('project/a', 'carl', 1001, 2001)).toEqual(unwritten)
    expect(await stage.store.lease('project/b', 'carl', 1001, 2001)).toBeNull()
  })

  it('and knows which are due: inputs wait, or their wake has come', async () => {
    await stage.store.accept('project/inputs', [input('a')], null)
    await wakeAt('project/asleep', 3000)
    await wakeAt('project/awake', 2500)
    await wakeAt('project/done', null)
    expect(await stage.store.due('ann', 2400)).toEqual({ streams: ['project/inputs'], next: 2500 })
    expect(await stage.store.due('ann', 2500)).toEqual({ streams: ['project/awake', 'project/inputs'], next: 3000 })
  })

  it('and leaves due ones to whoever holds them, for as long as the lease runs', async () => {
    await stage.store.accept(stream, [input('a')], null)
    await stage.store.lease(stream, 'bob', 1000, 2000)
    expect(await stage.store.due('ann', 1500)).toEqual({ streams: [], next: 2000 })
    expect(await stage.store.due('bob', 1500)).toEqual({ streams: [stream], next: null })
    expect(await stage.store.due('ann', 2000)).toEqual({ streams: [stream], next: null })
  })

  async function wakeAt(name: string, nextWake: number | null): Promise<void> {
    await stage.store.accept(name, [input('a')], null)
    await stage.store.commit(commit({ stream: name, nextWake, answers: [{ input: 'a', answer: noted }] }))
  }
}
