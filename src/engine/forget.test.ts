import { describe, expect, it } from 'vitest'
import { defaultLimits } from './limits.ts'
import { Rig, shop } from './testing/rig.ts'
import type { DeskBody } from './testing/desk.ts'

const added = (total: number) => ({ kind: 'done', code: 'added', made: { total } })
const add = (number: number): DeskBody => ({ kind: 'add', number })

describe('what is long over', () => {
  it('is forgotten, and what waits is not', async () => {
    const rig = new Rig()
    const life = rig.start('one', { limits: { pollMs: null } })
    await rig.ask(life, 'a', add(1))
    await rig.ask(life, 'bad', { kind: 'explode' })
    await rig.order(life, 'p')
    await rig.clock.advance(defaultLimits.rememberMs - 1)
    expect(await rig.store.answer(shop, 'a')).toEqual(added(1))
    await rig.clock.advance(defaultLimits.forgetEveryMs * 2)
    expect([await rig.store.answer(shop, 'a'), (await rig.store.parked(shop, 9)).length]).toEqual([null, 1])
    expect((await rig.store.events(shop, 0, 9)).length).toBe(3)
  })

  it('is forgotten a little at a time while there is more', async () => {
    const rig = new Rig()
    const life = rig.start('one', { limits: { pollMs: null, rememberMs: 1_000, forgetMax: 2 } })
    for (const id of ['a', 'b', 'c']) await rig.ask(life, id, add(1))
    const kept = async () => (await Promise.all(['a', 'b', 'c'].map((id) => rig.store.answer(shop, id)))).filter(Boolean).length
    const counts: number[] = []
    for (const _ of [1, 2, 3]) {
      await rig.clock.advance(defaultLimits.forgetPauseMs)
      counts.push(await kept())
    }
    expect(counts).toEqual([1, 0, 0])
  })
})
