import { describe, expect, it } from 'vitest'
import type { Repeat } from '../core/kernel/effect.ts'
import { Rig, delivery, ann, shop } from './testing/rig.ts'
import type { Verb } from './testing/mortal-store.ts'

const done = { kind: 'done', value: 'p' }
const lost = { kind: 'unknown', detail: 'The one who carried it out was lost, and only a person can see what took place.' }
const points: readonly (readonly [Verb, 'before' | 'after'])[] = [
  ['accept', 'after'],
  ['lease', 'after'],
  ['commit', 'before'],
  ['commit', 'after'],
  ['claim', 'before'],
  ['claim', 'after'],
  ['begin', 'before'],
  ['begin', 'after'],
  ['receive', 'before'],
  ['receive', 'after'],
]

/** Where only a person can see whether it took place, because the death came between `begin` and the receipt. */
const isBlind = (verb: Verb, when: string) => (verb === 'begin' && when === 'after') || (verb === 'receive' && when === 'before')

describe.each<Repeat>(['idempotent', 'probeable', 'ask-a-person'])('an effect that is %s', (repeat) => {
  it.each(points)('is carried through when the engine dies at %s, %s it takes place', async (verb, when) => {
    const rig = new Rig()
    const first = rig.start()
    first.mortal.dieAt(verb, when)
    const body = { kind: 'order', effect: delivery('p', rig.clock.now(), { repeat }) } as const
    void first.engine.ask(shop, { id: 'order', by: ann, body })
    await rig.clock.advance(10_000)
    const second = rig.start()
    await rig.clock.advance(10_000)

    const isUnknown = repeat === 'ask-a-person' && isBlind(verb, when)
    expect((await rig.desk(second)).orders).toEqual({ p: isUnknown ? lost : done })
    const twice = repeat === 'idempotent' && verb === 'receive' && when === 'before' ? 2 : 1
    const times = repeat === 'ask-a-person' && verb === 'begin' && when === 'after' ? {} : { p: twice }
    expect(rig.outside.delivered).toEqual(times)
    await second.stop()
    expect(second.faults).toEqual([])
  })

  it('is carried through when the engine is killed while it goes on', async () => {
    const rig = new Rig()
    const first = rig.start()
    rig.outside.fate({ kind: 'returns', afterMs: 20_000 })
    await rig.order(first, 'p', { repeat })
    await rig.clock.advance(10_000)
    first.mortal.kill()
    const second = rig.start()
    await rig.clock.advance(1_000)
    expect(rig.outside.calls.slice(1)).toEqual(
      {
        idempotent: ['run p 2 at 1010000'],
        probeable: ['probe p 2 at 1010000', 'run p 2 at 1010000'],
        'ask-a-person': [],
      }[repeat],
    )
    await rig.clock.advance(60_000)
    expect((await rig.desk(second)).orders).toEqual({ p: repeat === 'ask-a-person' ? lost : done })
    await second.stop()
  })
})

describe('a guarded effect', () => {
  const order = (rig: Rig, repeat: Repeat = 'probeable') =>
    ({ kind: 'order', effect: delivery('p', rig.clock.now(), { isGuarded: true, repeat }) }) as const

  it('is judged anew when the engine dies with its permit', async () => {
    const rig = new Rig()
    const first = rig.start()
    first.mortal.dieAt('begin', 'before')
    void first.engine.ask(shop, { id: 'order', by: ann, body: order(rig) })
    await rig.clock.advance(10_000)
    const second = rig.start()
    await rig.ask(second, 'close', { kind: 'close' })
    await rig.clock.advance(10_000)
    const decided = (await rig.store.events(shop, 0, 20)).map(({ input }) => input)
    expect([decided, rig.outside.calls]).toEqual([['order', 'starting/p/1', 'close', 'starting/p/2'], []])
    expect(await rig.store.answer(shop, 'starting/p/2')).toEqual({ kind: 'no-permit', verdicts: [] })
  })

  it.each(['probeable', 'idempotent'] as const)('that is %s is probed before it asks, when it may have begun', async (repeat) => {
    const rig = new Rig()
    const first = rig.start()
    first.mortal.dieAt('begin', 'after')
    void first.engine.ask(shop, { id: 'order', by: ann, body: order(rig, repeat) })
    await rig.clock.advance(10_000)
    const second = rig.start()
    await rig.clock.advance(10_000)
    expect(rig.outside.calls).toEqual(['probe p 2 at 1010000', 'run p 2 permit 7 at 1010000'])
    expect((await rig.desk(second)).orders).toEqual({ p: done })
  })
})
