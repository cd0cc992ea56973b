import { expect, it } from 'vitest'
import type { Store } from '../../../ports/store.ts'
import { commit, effect, input, noted, request, stream, waiting } from './samples.ts'
import type { Stage } from './stage.ts'

export function commitStories(stage: Stage): void {
  const row = (key: string, value: unknown, table = 'run') => ({ table, key, row: value })

  it('with events, rows and time, and loads them as they were', async () => {
    await accept(stage.store, 'a', 'b')
    const events = [
      { input: 'a', event: { kind: 'started' } },
      { input: 'b', event: { kind: 'ended' } },
    ]
    const answers = [
      { input: 'a', answer: noted },
      { input: 'b', answer: noted },
    ]
    const committed = await stage.store.commit(
      commit({ events, answers, rows: [row('r1', { is: 'on' }), row('c1', [1], 'change')], nextWake: 9000, version: 3 }),
    )
    expect(committed).toEqual({ kind: 'committed', sequence: 2, cancelRequested: [], newInputs: 0 })
    const rows = [
      { ...row('c1', [1], 'change'), version: 3 },
      { ...row('r1', { is: 'on' }), version: 3 },
    ]
    expect(await stage.store.load(stream)).toEqual({ sequence: 2, version: 3, now: 2000, nextWake: 9000, rows, tail: [] })
    const stored = [
      { sequence: 1, version: 3, at: 2000, input: 'a', event: { kind: 'started' } },
      { sequence: 2, version: 3, at: 2000, input: 'b', event: { kind: 'ended' } },
    ]
    expect([
      await stage.store.events(stream, 0, 10),
      await stage.store.events(stream, 0, 1),
      await stage.store.events(stream, 1, 10),
    ]).toEqual([stored, [stored[0]], [stored[1]]])
  })

  it('keeping of each row the format it was written in', async () => {
    await step(stage.store, 'a', { version: 1, rows: [row('r1', 'old'), row('r2', 'old')] })
    await step(stage.store, 'b', { version: 2, after: 1, rows: [row('r2', 'new')] })
    const loaded = await stage.store.load(stream)
    expect([loaded.version, loaded.rows]).toEqual([
      2,
      [
        { ...row('r1', 'old'), version: 1 },
        { ...row('r2', 'new'), version: 2 },
      ],
    ])
  })

  it('without rows, and then gives the events after them as tail', async () => {
    await step(stage.store, 'a', { rows: [row('r1', 1)] })
    await step(stage.store, 'b', { after: 1, rows: null })
    const behind = await stage.store.load(stream)
    expect([behind.sequence, behind.rows, behind.tail.map(({ input: from }) => from)]).toEqual([
      1,
      [{ ...row('r1', 1), version: 1 }],
      ['b'],
    ])
    await step(stage.store, 'c', { after: 2, rows: [row('r1', 3)] })
    const level = await stage.store.load(stream)
    expect([level.sequence, level.rows, level.tail]).toEqual([3, [{ ...row('r1', 3), version: 1 }], []])
  })

  it('keeping what leaves the state as history, newest first, page by page', async () => {
    await step(stage.store, 'a', { rows: [row('r1', 'one'), row('r2', 'two'), row('c1', 'change', 'change')] })
    await step(stage.store, 'b', { after: 1, now: 3000, rows: [row('r1', null), row('c1', null, 'change'), row('never', null)] })
    await step(stage.store, 'c', { after: 2, now: 4000, rows: [row('r2', null)] })
    const [newest, oldest, ...none] = await stage.store.history(stream, 'run', null, 10)
    expect([newest, oldest, none]).toEqual([
      { number: newest!.number, sequence: 3, at: 4000, key: 'r2', version: 1, row: 'two' },
      { number: oldest!.number, sequence: 2, at: 3000, key: 'r1', version: 1, row: 'one' },
      [],
    ])
    expect([await stage.store.history(stream, 'run', null, 1), await stage.store.history(stream, 'run', newest!.number, 1)]).toEqual([
      [newest],
      [oldest],
    ])
    expect((await stage.store.load(stream)).rows).toEqual([])
  })

  it('but not those of a writer that is behind, whatever it believes of its lease', async () => {
    const other = await stage.connect()
    await accept(stage.store, 'a', 'b')
    await stage.store.lease(stream, 'ann', 1000, 99_000)
    await other.commit(commit({ owner: 'bob', events: [{ input: 'a', event: 1 }], answers: [{ input: 'a', answer: noted }] }))
    const late = commit({
      events: [{ input: 'b', event: 2 }],
      rows: [row('r1', 1)],
      effects: [effect('e')],
      answers: [{ input: 'b', answer: noted }],
    })
    expect(await stage.store.commit(late)).toEqual({ kind: 'stale' })
    expect([(await stage.store.load(stream)).rows, await waiting(stage.store), await stage.store.claim(request())]).toEqual([[], ['b'], []])
    expect((await stage.store.events(stream, 0, 10)).map(({ event }) => event)).toEqual([1])
  })

  it('but not those that answer what has been answered or parked meanwhile, though no event came between', async () => {
    await accept(stage.store, 'a', 'b', 'c')
    await stage.store.commit(commit({ answers: [{ input: 'a', answer: noted }], parked: [{ input: 'b', reason: 'bad' }] }))
    const refused = { kind: 'refused', code: 'late', found: '', verdicts: [] } as const
    for (const id of ['a', 'b', 'unheard of']) {
      const answers = [
        { input: 'c', answer: noted },
        { input: id, answer: refused },
      ]
      expect(await stage.store.commit(commit({ answers }))).toEqual({ kind: 'stale' })
    }
    expect([await stage.store.answer(stream, 'a'), await waiting(stage.store)]).toEqual([noted, ['c']])
  })

  it('but not those that can never be stored: it says why, and keeps nothing of them', async () => {
    await accept(stage.store, 'a')
    await stage.store.commit(commit({ effects: [effect('e')] }))
    const attempt = (more: Parameters<typeof commit>[0]) =>
      stage.store.commit(commit({ answers: [{ input: 'a', answer: noted }], ...more }))
    expect(await attempt({ effects: [effect('f'), effect('e')] })).toEqual({ kind: 'refused', problem: 'There is an effect e already' })
    expect(await attempt({ events: [{ input: 'a', event: undefined }] })).toEqual({
      kind: 'refused',
      problem: 'An event of a has no JSON: it is undefined',
    })
    expect(await attempt({ rows: [row('r1', 1n)] })).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('Row run r1 has no JSON') as string,
    })
    expect([await waiting(stage.store), (await stage.store.load(stream)).sequence]).toEqual([['a'], 0])
    expect((await stage.store.claim(request())).map((claimed) => claimed.effect.id)).toEqual(['e'])
  })

  it('that come at the same moment, each on its own: one that fails takes no other along', async () => {
    await stage.store.accept('project/a', [input('x')], null)
    await stage.store.accept('project/b', [input('x')], null)
    const of = (name: string, after: number) =>
      commit({ stream: name, after, events: [{ input: 'x', event: name }], answers: [{ input: 'x', answer: noted }] })
    const results = await Promise.all([
      stage.store.commit(of('project/a', 0)),
      stage.store.commit(of('project/a', 5)),
      stage.store.commit(of('project/b', 0)),
    ])
    expect(results.map(({ kind }) => kind)).toEqual(['committed', 'stale', 'committed'])
    expect([(await stage.store.load('project/a')).sequence, (await stage.store.load('project/b')).sequence]).toEqual([1, 1])
  })
}

async function accept(store: Store, ...ids: readonly string[]): Promise<void> {
  await store.accept(
    stream,
    ids.map((id) => input(id)),
    null,
  )
}

/** One input with one event. */
async function step(store: Store, id: string, more: Parameters<typeof commit>[0]): Promise<void> {
  await accept(store, id)
  const result = await store.commit(commit({ events: [{ input: id, event: id }], answers: [{ input: id, answer: noted }], ...more }))
  expect(result.kind).toBe('committed')
}
