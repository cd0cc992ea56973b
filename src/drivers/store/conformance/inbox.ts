import { expect, it } from 'vitest'
import { input, noted, stream, waiting, commit } from './samples.ts'
import type { Stage } from './stage.ts'

export function inboxStories(stage: Stage): void {
  it('in the order they came, and gives them back as they were', async () => {
    const second = input('b', { at: 7, by: { kind: 'part', name: 'forge' }, body: ['text \u0000 \ud83d\ude82', null, 1.5], effect: 'e' })
    await stage.store.accept(stream, [input('a'), second], null)
    await stage.store.accept(stream, [input('c')], null)
    const inbox = await stage.store.inbox(stream, 2)
    expect(inbox.map(({ number: _, ...rest }) => rest)).toEqual([input('a'), second])
    expect(inbox[1]!.number).toBeGreaterThan(inbox[0]!.number)
    expect(await waiting(stage.store)).toEqual(['a', 'b', 'c'])
  })

  it('once for each id, and the first one stays', async () => {
    expect(await stage.store.accept(stream, [input('a'), input('a', { body: 'again' })], null)).toEqual({
      kind: 'accepted',
      isNew: [true, false],
    })
    expect(await stage.store.accept(stream, [input('a', { body: 'later' }), input('b')], null)).toEqual({
      kind: 'accepted',
      isNew: [false, true],
    })
    expect((await stage.store.inbox(stream, 10)).map(({ body }) => body)).toEqual([{ says: 'a' }, { says: 'b' }])
  })

  it('with the same id in two streams as two inputs', async () => {
    await stage.store.accept('project/a', [input('x')], null)
    await stage.store.accept('project/b', [input('x')], null)
    expect([await waiting(stage.store, 'project/a'), await waiting(stage.store, 'project/b')]).toEqual([['x'], ['x']])
    expect(await stage.store.streams()).toEqual(['project/a', 'project/b'])
  })

  it('until too many wait; known ones are no burden, and receipts name no limit', async () => {
    expect(await stage.store.accept(stream, [input('a'), input('b')], 2)).toEqual({ kind: 'accepted', isNew: [true, true] })
    expect(await stage.store.accept(stream, [input('c')], 2)).toEqual({ kind: 'busy' })
    expect(await stage.store.accept(stream, [input('a')], 2)).toEqual({ kind: 'accepted', isNew: [false] })
    expect(await stage.store.accept(stream, [input('receipt')], null)).toEqual({ kind: 'accepted', isNew: [true] })
    expect(await waiting(stage.store)).toEqual(['a', 'b', 'receipt'])
    expect(await stage.store.answer(stream, 'c')).toBeNull()
  })

  it('and remembers their answers, also when the same input comes again', async () => {
    await stage.store.accept(stream, [input('a'), input('b')], null)
    expect(await stage.store.answer(stream, 'a')).toBeNull()
    await stage.store.commit(commit({ answers: [{ input: 'a', answer: { kind: 'done', code: 'merged', made: { commit: 'c1' } } }] }))
    await stage.store.accept(stream, [input('a', { body: 'again' })], null)
    expect(await stage.store.answer(stream, 'a')).toEqual({ kind: 'done', code: 'merged', made: { commit: 'c1' } })
    expect(await waiting(stage.store)).toEqual(['b'])
  })

  it('and keeps those that were parked, until they are judged again', async () => {
    await stage.store.accept(stream, [input('bad'), input('good')], null)
    await stage.store.commit(commit({ parked: [{ input: 'bad', reason: 'no such row' }], answers: [{ input: 'good', answer: noted }] }))
    expect(await waiting(stage.store)).toEqual([])
    expect(await stage.store.answer(stream, 'bad')).toEqual({ kind: 'parked', reason: 'no such row' })
    const [parked] = await stage.store.parked(null, 10)
    expect(parked).toEqual({ ...input('bad'), number: parked!.number, stream, reason: 'no such row' })
    expect([await stage.store.parked('project/other', 10), await stage.store.unpark(stream, 'good')]).toEqual([[], false])
    expect(await stage.store.unpark(stream, 'bad')).toBe(true)
    expect([await waiting(stage.store), await stage.store.parked(stream, 10)]).toEqual([['bad'], []])
  })

  it('and forgets those that were answered long ago, with their answers', async () => {
    await stage.store.accept(stream, [input('old'), input('waits')], null)
    await stage.store.commit(commit({ now: 2000, answers: [{ input: 'old', answer: noted }] }))
    expect([await stage.store.prune(2000, 10), await stage.store.prune(2001, 10)]).toEqual([0, 1])
    expect([await stage.store.answer(stream, 'old'), await waiting(stage.store)]).toEqual([null, ['waits']])
  })
}
