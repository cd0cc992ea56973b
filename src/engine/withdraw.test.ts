import { describe, expect, it } from 'vitest'
import { Rig, shop } from './testing/rig.ts'

const cancelled = { kind: 'cancelled' }

describe('an effect that is withdrawn', () => {
  it('before anybody claims it ends with a receipt, and never starts', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'returns', afterMs: 30_000 })
    await rig.order(life, 'p', { lane: 'l' })
    await rig.order(life, 'q', { lane: 'l' })
    await rig.ask(life, 'withdraw', { kind: 'withdraw', effect: 'q' })
    await rig.clock.advance(60_000)
    expect([(await rig.desk(life)).orders, rig.outside.delivered]).toEqual([{ p: { kind: 'done', value: 'p' }, q: cancelled }, { p: 1 }])
  })

  it('while it asks for its permit ends with a receipt, and never starts', async () => {
    const rig = new Rig()
    const life = rig.start()
    const accept = rig.store.accept.bind(rig.store)
    await rig.order(life, 'hold', { lane: 'other' })
    // The withdrawal enters just before the question does.
    rig.store.accept = async (stream, inputs, max) => {
      const by = { kind: 'person', name: 'ann' } as const
      const body = { kind: 'withdraw', effect: 'p' }
      if (inputs[0]?.id === 'starting/p/1') await accept(stream, [{ id: 'withdraw', at: 0, by, body, effect: null }], null)
      return await accept(stream, inputs, max)
    }
    await rig.order(life, 'p', { isGuarded: true })
    await rig.clock.advance(60_000)
    expect((await rig.store.events(shop, 3, 20)).map(({ input }) => input)).toEqual(['starting/p/1', 'receipt/p/0'])
    expect([(await rig.desk(life)).orders['p'], rig.outside.delivered]).toEqual([cancelled, { hold: 1 }])
    await life.stop()
    expect(life.faults).toEqual([])
  })

  it('while it runs is told to stop, and is then asked after', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'returns', afterMs: 30_000 })
    await rig.order(life, 'p')
    await rig.clock.advance(1_000)
    await rig.ask(life, 'withdraw', { kind: 'withdraw', effect: 'p' })
    await rig.clock.advance(1_000)
    expect([(await rig.desk(life)).orders, rig.outside.delivered]).toEqual([{ p: cancelled }, {}])
    expect(rig.outside.calls).toEqual(['run p 1 at 1000000', 'probe p 1 at 1001000'])
  })

  it('while it runs at another engine is told to stop there with the next renewal', async () => {
    const rig = new Rig()
    const [works, decides] = [rig.start('works'), rig.start('decides', { handlers: () => ({}) })]
    rig.outside.fate({ kind: 'returns', afterMs: 300_000 })
    await rig.order(works, 'p')
    await rig.clock.advance(1_000)
    await works.engine.look(shop)
    await rig.ask(decides, 'withdraw', { kind: 'withdraw', effect: 'p' })
    await rig.clock.advance(15_000)
    expect([(await rig.desk(decides)).orders, rig.outside.delivered]).toEqual([{ p: cancelled }, {}])
  })

  it('while it runs is cancelled by its handler, which says what it came to', async () => {
    const rig = new Rig()
    const cancels: string[] = []
    const cancel = () => {
      cancels.push(`cancel at ${rig.clock.now()}`)
      return cancels.length === 1 ? Promise.reject(new Error('not reachable')) : Promise.resolve({ kind: 'cancelled' } as const)
    }
    const life = rig.start('one', { handlers: () => ({ deliver: rig.outside.handler({ cancel }) }) })
    rig.outside.fate({ kind: 'returns', afterMs: 300_000 })
    await rig.order(life, 'p')
    await rig.clock.advance(1_000)
    await rig.ask(life, 'withdraw', { kind: 'withdraw', effect: 'p' })
    await rig.clock.advance(5_000)
    expect([cancels, (await rig.desk(life)).orders]).toEqual([['cancel at 1001000', 'cancel at 1001500'], { p: cancelled }])
  })

  it('and has ended all the same says that it is done', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'unheard' })
    await rig.order(life, 'p')
    await rig.clock.advance(1_000)
    await rig.ask(life, 'withdraw', { kind: 'withdraw', effect: 'p' })
    await rig.clock.advance(20_000)
    expect((await rig.desk(life)).orders).toEqual({ p: { kind: 'done', value: 'p' } })
  })

  it('and has begun, where only a person can see, is for a person', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'stuck' })
    await rig.order(life, 'p', { repeat: 'ask-a-person' })
    await rig.clock.advance(1_000)
    await rig.ask(life, 'withdraw', { kind: 'withdraw', effect: 'p' })
    await rig.clock.advance(20_000)
    expect((await rig.desk(life)).orders).toEqual({ p: { kind: 'unknown', detail: 'It was withdrawn after it had begun.' } })
  })

  it('and ends well while it is told to stop says that it is done', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'returns', afterMs: 3_000, isDeaf: true })
    await rig.order(life, 'p', { repeat: 'idempotent' })
    await rig.clock.advance(1_000)
    await rig.ask(life, 'withdraw', { kind: 'withdraw', effect: 'p' })
    await rig.clock.advance(20_000)
    expect((await rig.desk(life)).orders).toEqual({ p: { kind: 'done', value: 'p' } })
  })

  it('when it is over already changes nothing', async () => {
    const rig = new Rig()
    const life = rig.start()
    await rig.order(life, 'p')
    await rig.clock.advance(1_000)
    await rig.ask(life, 'withdraw', { kind: 'withdraw', effect: 'p' })
    await rig.clock.advance(1_000)
    expect((await rig.desk(life)).orders).toEqual({ p: { kind: 'done', value: 'p' } })
  })
})
