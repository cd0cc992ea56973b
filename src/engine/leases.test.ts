import { describe, expect, it } from 'vitest'
import { ann, Rig, shop } from './testing/rig.ts'
import { desk, type DeskBody } from './testing/desk.ts'

const add = (number: number): DeskBody => ({ kind: 'add', number })

describe('two engines on one store', () => {
  it('share the work: one decides, and the other hears its answers', async () => {
    const rig = new Rig()
    const [one, two] = [rig.start('one'), rig.start('two')]
    await rig.ask(one, 'a', add(1))
    expect(await rig.ask(two, 'b', add(2))).toEqual({ kind: 'done', code: 'added', made: { total: 3 } })
    expect([
      await rig.store.lease(shop, 'one', rig.clock.now(), rig.clock.now() + 1),
      await rig.store.lease(shop, 'two', rig.clock.now(), rig.clock.now() + 1),
    ]).toMatchObject([{ sequence: 2 }, null])
    await one.stop()
    await two.stop()
    expect([one.faults, two.faults]).toEqual([[], []])
  })

  it('take over from each other: at once when one stops, after its lease when it dies', async () => {
    const rig = new Rig()
    const [one, two] = [rig.start('one'), rig.start('two')]
    await rig.ask(one, 'a', add(1))
    await one.stop()
    await rig.ask(two, 'b', add(2))
    expect(rig.clock.now()).toBe(1_000_000)
    const three = rig.start('three')
    two.mortal.kill()
    await rig.ask(three, 'c', add(3))
    expect([rig.clock.now(), (await rig.desk(three)).total]).toEqual([1_030_000, 6])
  })

  it('lose nothing when one believes in a lease it has lost: its commit is stale, and it reads again', async () => {
    const rig = new Rig()
    const one = rig.start('one')
    await rig.ask(one, 'a', add(1))
    await theLeaseIsTakenFrom(rig, 'one')
    const two = rig.start('two')
    await rig.ask(two, 'b', add(10))
    await two.stop()
    // The first one still has its state of before, and a lease that it need not renew yet.
    expect(await rig.ask(one, 'c', add(100))).toEqual({ kind: 'done', code: 'added', made: { total: 111 } })
    expect(one.faults).toEqual([])
  })

  it('hear of a wake that the other was asked for, though both believe in their lease', async () => {
    const rig = new Rig()
    const one = rig.start('one')
    await rig.ask(one, 'a', add(1))
    await theLeaseIsTakenFrom(rig, 'one')
    const two = rig.start('two')
    await rig.ask(two, 'alarm', { kind: 'alarm', at: 1_005_000 })
    await two.stop()
    await rig.clock.advance(6_000)
    expect((await rig.desk(one)).wakes).toBe(1)
  })

  it('decide on what the other left, when a lease has run out in between', async () => {
    const rig = new Rig()
    const outcomes: string[] = []
    const commit = rig.store.commit.bind(rig.store)
    rig.store.commit = async (decided) => {
      const committed = await commit(decided)
      outcomes.push(committed.kind)
      return committed
    }
    const one = rig.start('one')
    await rig.ask(one, 'a', add(1))
    await rig.clock.advance(40_000)
    const two = rig.start('two')
    await rig.ask(two, 'b', add(10))
    await two.stop()
    expect(await rig.ask(one, 'c', add(100))).toEqual({ kind: 'done', code: 'added', made: { total: 111 } })
    expect(outcomes).toEqual(['committed', 'committed', 'committed'])
  })

  it('keep a state for as long as nobody has gone beyond it, and read it anew after that', async () => {
    const rig = new Rig()
    let loads = 0
    const load = rig.store.load.bind(rig.store)
    rig.store.load = async (stream) => {
      loads++
      return await load(stream)
    }
    const one = rig.start('one')
    await rig.ask(one, 'a', add(1))
    await rig.clock.advance(100_000)
    expect([(await rig.desk(one)).total, loads]).toEqual([1, 1])
    await rig.ask(one, 'b', add(10))
    expect([(await rig.desk(one)).total, loads]).toEqual([11, 1])
    await rig.clock.advance(100_000)
    const two = rig.start('two')
    await rig.ask(two, 'c', add(100))
    await two.stop()
    expect([(await rig.desk(one)).total, loads]).toEqual([111, 3])
    expect(await rig.ask(one, 'd', add(1000))).toEqual({ kind: 'done', code: 'added', made: { total: 1111 } })
    expect(loads).toBe(4)
  })

  it('decide each input once, whatever they believe', async () => {
    const rig = new Rig()
    const [one, two] = [rig.start('one'), rig.start('two')]
    await rig.ask(one, 'a', add(1))
    rig.store.lease = (stream) => rig.store.head(stream)
    const ids = Array.from({ length: 40 }, (_, index) => `i${index}`)
    const asked = ids.map((id, index) => (index % 2 ? one : two).engine.ask(shop, { id, by: ann, body: add(1) }))
    await rig.clock.until(Promise.all(asked), 600_000)
    const events = await rig.store.events(shop, 0, 100)
    expect([events.map(({ sequence }) => sequence), new Set(events.map(({ input }) => input)).size]).toEqual([
      Array.from({ length: 41 }, (_, index) => index + 1),
      41,
    ])
  })
})

describe('a stream that cannot be loaded', () => {
  it('is reported and tried again, and the others go on', async () => {
    const rig = new Rig()
    const other = rig.start('two', { deciders: { newer: desk } })
    await rig.ask(other, 'a', add(1), 'newer/stream')
    await other.stop()
    const life = rig.start('one', { deciders: { desk, newer: { ...desk, version: 0 } } })
    await life.engine.accept('newer/stream', { id: 'b', by: ann, body: add(1) })
    expect(await rig.ask(life, 'a', add(1))).toMatchObject({ kind: 'done' })
    await rig.clock.advance(1_400)
    const message = 'newer/stream has format 1, and this program knows formats up to 0: start the newer program'
    expect(life.faults).toMatchObject([
      { kind: 'stream', stream: 'newer/stream', error: { message }, retryAt: 1_000_500 },
      { kind: 'stream', stream: 'newer/stream', error: { message }, retryAt: 1_001_500 },
    ])
    await expect(life.engine.look('newer/stream')).rejects.toThrow(message)
    await life.stop()
  })

  it('gets its turn among others whose inbox is longer', async () => {
    const rig = new Rig()
    const life = rig.start('one', { limits: { batchMax: 4 } })
    const order: string[] = []
    life.engine.listen(({ stream }) => order.push(stream))
    for (let index = 0; index < 12; index++) void life.engine.accept('desk/large', { id: `${index}`, by: ann, body: add(1) })
    void life.engine.accept('desk/small', { id: 'only', by: ann, body: add(1) })
    await rig.clock.settle()
    expect(order).toEqual(['desk/large', 'desk/small', 'desk/large', 'desk/large'])
  })
})

async function theLeaseIsTakenFrom(rig: Rig, owner: string): Promise<void> {
  await rig.store.release(shop, owner)
}
