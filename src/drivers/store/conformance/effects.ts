import { expect, it } from 'vitest'
import type { ClaimedEffect } from '../../../ports/store.ts'
import { commit, effect, input, noted, receipt, request, stream, waiting, withEffects } from './samples.ts'
import type { Stage } from './stage.ts'

export function effectStories(stage: Stage): void {
  const ids = (claimed: readonly ClaimedEffect[]) => claimed.map((claim) => claim.effect.id)

  it('in order within a lane, side by side across lanes', async () => {
    await withEffects(stage.store, effect('a1', { lane: 'a' }), effect('a2', { lane: 'a' }), effect('b1', { lane: 'b' }))
    const claimed = await stage.store.claim(request())
    expect(claimed).toEqual([
      { stream, effect: effect('a1', { lane: 'a' }), attempt: 1, mayHaveBegun: false, cancelRequested: false, leaseUntil: 4000 },
      { stream, effect: effect('b1', { lane: 'b' }), attempt: 1, mayHaveBegun: false, cancelRequested: false, leaseUntil: 4000 },
    ])
    expect(await stage.store.claim(request())).toEqual([])
    await stage.store.receive(claimed[0]!, 'ann', receipt('a1', 1), { kind: 'done', value: 1 })
    expect(ids(await stage.store.claim(request()))).toEqual(['a2'])
  })

  it('only of the kinds asked for, and only where they must run', async () => {
    await withEffects(
      stage.store,
      effect('here', { host: 'h1' }),
      effect('there', { host: 'h2' }),
      effect('other', { work: { kind: 'deploy' } }),
    )
    expect(ids(await stage.store.claim(request()))).toEqual([])
    expect(ids(await stage.store.claim(request({ host: 'h1' })))).toEqual(['here'])
    expect(ids(await stage.store.claim(request({ host: 'h2', rooms: [{ kinds: ['deploy', 'build'], limit: 10 }] })))).toEqual([
      'there',
      'other',
    ])
  })

  it('as far as there is room for their kind', async () => {
    const long = { work: { kind: 'deploy' } }
    await withEffects(stage.store, effect('a'), effect('b', long), effect('c'), effect('d', long), effect('e'))
    const rooms = [
      { kinds: ['build', 'test'], limit: 2 },
      { kinds: ['deploy'], limit: 1 },
    ]
    expect(ids(await stage.store.claim(request({ rooms })))).toEqual(['a', 'c', 'b'])
    expect(ids(await stage.store.claim(request({ rooms: rooms.slice(0, 1) })))).toEqual(['e'])
    expect(ids(await stage.store.claim(request({ rooms })))).toEqual(['d'])
  })

  it('to streams in turn, so that none waits for all of another', async () => {
    for (const name of ['project/large', 'project/small']) await stage.store.accept(name, [input('a')], null)
    const effects = ['1', '2', '3'].map((id) => effect(id))
    await stage.store.commit(commit({ stream: 'project/large', effects }))
    await stage.store.commit(commit({ stream: 'project/small', effects: [effect('s')] }))
    const claimed = await stage.store.claim(request({ rooms: [{ kinds: ['build'], limit: 3 }] }))
    expect(claimed.map((claim) => `${claim.stream} ${claim.effect.id}`)).toEqual(['project/large 1', 'project/small s', 'project/large 2'])
  })

  it('again when the lease of a lost worker ends, and says whether it had begun', async () => {
    const other = await stage.connect()
    await withEffects(stage.store, effect('a'), effect('b'))
    const [a] = await stage.store.claim(request({ until: 4000 }))
    expect(await stage.store.begin(a!, 'ann')).toBe(true)
    expect([await other.claim(request({ owner: 'bob', now: 3999 })), await other.nextClaim(null, ['build'], 3999)]).toEqual([[], 4000])
    const again = await other.claim(request({ owner: 'bob', now: 4000, until: 5000 }))
    expect(again.map((claim) => [claim.effect.id, claim.attempt, claim.mayHaveBegun])).toEqual([
      ['a', 2, true],
      ['b', 2, false],
    ])
    expect(await stage.store.begin(a!, 'ann')).toBe(false)
    expect(await stage.store.renew(a!, 'ann', 9000)).toEqual({ held: false, cancelRequested: false })
    await stage.store.giveBack(a!, 'ann', 0, true)
    expect(await other.renew(again[0]!, 'bob', 9000)).toEqual({ held: true, cancelRequested: false })
  })

  it('for as long as the claim is renewed', async () => {
    await withEffects(stage.store, effect('a'))
    const [a] = await stage.store.claim(request({ until: 4000 }))
    expect(await stage.store.renew(a!, 'ann', 8000)).toEqual({ held: true, cancelRequested: false })
    expect([await stage.store.claim(request({ now: 7999 })), await stage.store.nextClaim(null, ['build'], 4000)]).toEqual([[], 8000])
  })

  it('again at once when its owner starts again, with what had begun', async () => {
    await withEffects(stage.store, effect('a'))
    const [a] = await stage.store.claim(request())
    await stage.store.begin(a!, 'ann')
    await stage.store.releaseAll('ann')
    const [again] = await stage.store.claim(request())
    expect([again!.attempt, again!.mayHaveBegun]).toEqual([2, true])
    expect([await stage.store.begin(a!, 'ann'), (await stage.store.renew(a!, 'ann', 9000)).held]).toEqual([false, false])
  })

  it('that were given back no sooner than they may be, begun or not as the worker knows', async () => {
    await withEffects(stage.store, effect('untouched'), effect('touched'))
    const [untouched, touched] = await stage.store.claim(request())
    for (const claim of [untouched!, touched!]) await stage.store.begin(claim, 'ann')
    await stage.store.giveBack(untouched!, 'ann', 6000, true)
    await stage.store.giveBack(touched!, 'ann', 6000, false)
    expect([await stage.store.claim(request({ now: 5999 })), await stage.store.nextClaim(null, ['build'], 5999)]).toEqual([[], 6000])
    const again = await stage.store.claim(request({ now: 6000, until: 7000 }))
    expect(again.map((claim) => [claim.effect.id, claim.mayHaveBegun])).toEqual([
      ['untouched', false],
      ['touched', true],
    ])
  })

  it('never again once their permit was refused', async () => {
    await withEffects(stage.store, effect('a'))
    const [a] = await stage.store.claim(request())
    await stage.store.accept(stream, [input('starting')], null)
    await stage.store.commit(commit({ settled: ['a'], answers: [{ input: 'starting', answer: { kind: 'no-permit', verdicts: [] } }] }))
    expect([await stage.store.begin(a!, 'ann'), await stage.store.claim(request({ now: 9000 }))]).toEqual([false, []])
    expect(await waiting(stage.store)).toEqual([])
  })

  it('until they are withdrawn: what has not begun ends with its receipt, whoever holds it', async () => {
    await withEffects(stage.store, effect('free'), effect('held'), effect('behind', { lane: 'held' }))
    const claimed = await stage.store.claim(request())
    const withdrawn = ['free', 'held', 'behind', 'unheard of'].map((id) => ({ effect: id, receipt: receipt(id, 0) }))
    expect(await stage.store.commit(commit({ withdrawn }))).toEqual({ kind: 'committed', sequence: 0, cancelRequested: [], newInputs: 3 })
    expect(await waiting(stage.store)).toEqual(['receipt/free/0', 'receipt/held/0', 'receipt/behind/0'])
    expect([await stage.store.begin(claimed[1]!, 'ann'), (await stage.store.renew(claimed[1]!, 'ann', 9000)).held]).toEqual([false, false])
    expect(await stage.store.claim(request({ now: 9000 }))).toEqual([])
  })

  it('until they are withdrawn: what has begun is for its worker to cancel, or for the next one', async () => {
    await withEffects(stage.store, effect('runs'), effect('lost'))
    const [runs, lost] = await stage.store.claim(request())
    for (const claim of [runs!, lost!]) await stage.store.begin(claim, 'ann')
    await stage.store.giveBack(lost!, 'ann', 99_000, false)
    const withdrawn = ['runs', 'lost'].map((id) => ({ effect: id, receipt: receipt(id, 0) }))
    expect(await stage.store.commit(commit({ withdrawn }))).toMatchObject({ cancelRequested: ['runs', 'lost'], newInputs: 0 })
    expect(await stage.store.renew(runs!, 'ann', 9000)).toEqual({ held: true, cancelRequested: true })
    const again = await stage.store.claim(request())
    expect(again.map((claim) => [claim.effect.id, claim.attempt, claim.mayHaveBegun, claim.cancelRequested])).toEqual([
      ['lost', 2, true, true],
    ])
    expect([await stage.store.begin(runs!, 'ann'), await waiting(stage.store)]).toEqual([false, []])
  })

  it('that were withdrawn by the commit that made them, not at all', async () => {
    await stage.store.accept(stream, [input('a')], null)
    await stage.store.commit(
      commit({ effects: [effect('e')], withdrawn: [{ effect: 'e', receipt: receipt('e', 0) }], answers: [{ input: 'a', answer: noted }] }),
    )
    expect([await stage.store.claim(request()), await waiting(stage.store)]).toEqual([[], ['receipt/e/0']])
  })
}
