import { expect, it } from 'vitest'
import type { ClaimedEffect, Store } from '../../../ports/store.ts'
import { effect, receipt, request, waiting, withEffects } from './samples.ts'
import type { Stage } from './stage.ts'

export function receiptStories(stage: Stage): void {
  it('as an input, together with the end of the effect', async () => {
    await withEffects(stage.store, effect('a'))
    const [a] = await stage.store.claim(request())
    await stage.store.begin(a!, 'ann')
    expect(await stage.store.receive(a!, 'ann', receipt('a', 1), { kind: 'failed', code: 'x', detail: '' })).toBe('taken')
    const inbox = await stage.store.inbox('project/shop', 10)
    expect(inbox).toEqual([{ ...receipt('a', 1), number: inbox[0]!.number }])
    expect([await stage.store.claim(request({ now: 99_000 })), (await stage.store.renew(a!, 'ann', 99_000)).held]).toEqual([[], false])
  })

  it('once for each attempt', async () => {
    await withEffects(stage.store, effect('a'))
    const [a] = await stage.store.claim(request())
    const send = () => stage.store.receive(a!, 'ann', receipt('a', 1), { kind: 'done', value: null })
    expect([await send(), await send(), await waiting(stage.store)]).toEqual(['taken', 'taken', ['receipt/a/1']])
  })

  it('also when the lease has run out, while nobody else has claimed it', async () => {
    await withEffects(stage.store, effect('a'))
    const [a] = await stage.store.claim(request({ until: 3001 }))
    expect(await stage.store.receive(a!, 'ann', { ...receipt('a', 1), at: 50_000 }, { kind: 'cancelled' })).toBe('taken')
  })

  it('of a lost claim when they say done: what they tell has happened, and the next attempt ends', async () => {
    const [first, second] = await lostClaim(stage.store)
    expect(await stage.store.receive(first, 'ann', receipt('a', 1), { kind: 'done', value: 1 })).toBe('taken')
    expect([await stage.store.begin(second, 'bob'), (await stage.store.renew(second, 'bob', 9000)).held]).toEqual([false, false])
    expect(await stage.store.receive(second, 'bob', receipt('a', 2), { kind: 'done', value: 2 })).toBe('late')
    expect(await waiting(stage.store)).toEqual(['receipt/a/1'])
  })

  it('of a lost claim that says anything else without effect: the attempt that runs will speak', async () => {
    const [first, second] = await lostClaim(stage.store)
    expect(await stage.store.receive(first, 'ann', receipt('a', 1), { kind: 'failed', code: 'x', detail: '' })).toBe('late')
    expect([await waiting(stage.store), (await stage.store.renew(second, 'bob', 9000)).held]).toEqual([[], true])
    expect(await stage.store.receive(second, 'bob', receipt('a', 2), { kind: 'done', value: 2 })).toBe('taken')
    expect(await waiting(stage.store)).toEqual(['receipt/a/2'])
  })

  it('that say done after one that said nobody knows, and no third one', async () => {
    const [first, second] = await lostClaim(stage.store)
    expect(await stage.store.receive(second, 'bob', receipt('a', 2), { kind: 'unknown', detail: '' })).toBe('taken')
    expect(await stage.store.receive(first, 'ann', receipt('a', 1), { kind: 'done', value: 1 })).toBe('taken')
    expect(await stage.store.receive({ ...first, attempt: 3 }, 'ann', receipt('a', 3), { kind: 'done', value: 1 })).toBe('late')
    expect(await waiting(stage.store)).toEqual(['receipt/a/2', 'receipt/a/1'])
  })

  it('and forgets them with their effect, long after it has ended', async () => {
    await withEffects(stage.store, effect('a'), effect('open'))
    const [a] = await stage.store.claim(request())
    await stage.store.receive(a!, 'ann', receipt('a', 1), { kind: 'done', value: null })
    expect([await stage.store.prune(2000, 10), await stage.store.prune(5001, 10), await stage.store.prune(5001, 10)]).toEqual([0, 2, 0])
    expect(await stage.store.receive(a!, 'ann', receipt('a', 1), { kind: 'done', value: null })).toBe('late')
  })
}

/** Claimed and begun by ann, who was not heard of again, then claimed by bob. */
async function lostClaim(store: Store): Promise<readonly [ClaimedEffect, ClaimedEffect]> {
  await withEffects(store, effect('a'))
  const [first] = await store.claim(request({ until: 3500 }))
  await store.begin(first!, 'ann')
  const [second] = await store.claim(request({ owner: 'bob', now: 3500 }))
  return [first!, second!]
}
