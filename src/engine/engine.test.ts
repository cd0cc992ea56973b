import { describe, expect, it } from 'vitest'
import { defaultLimits } from './limits.ts'
import { ann, Rig, shop } from './testing/rig.ts'
import type { DeskBody } from './testing/desk.ts'

const added = (total: number) => ({ kind: 'done', code: 'added', made: { total } })
const add = (number: number): DeskBody => ({ kind: 'add', number })

describe('an engine', () => {
  it('answers after the commit, decides in order, and stops clean', async () => {
    const rig = new Rig()
    const life = rig.start()
    const asked = [1, 2, 3].map((number) => life.engine.ask(shop, { id: `a${number}`, by: ann, body: add(number) }))
    expect(await rig.clock.until(Promise.all(asked))).toEqual([added(1), added(3), added(6)])
    expect((await rig.store.load(shop)).rows).toEqual([{ table: 'desk', key: 'total', row: { value: 6 }, version: 1 }])
    await life.stop()
    expect([life.faults, await rig.store.lease(shop, 'other', rig.clock.now(), rig.clock.now() + 1)]).toMatchObject([[], { sequence: 3 }])
  })

  it('stores what came together in one commit, and tells those who listen', async () => {
    const rig = new Rig()
    const life = rig.start('one', { limits: { batchMax: 2 } })
    const heard: unknown[] = []
    const stopListening = life.engine.listen((commitment) => heard.push(commitment))
    const asked = [1, 2, 3].map((number) => life.engine.ask(shop, { id: `a${number}`, by: ann, body: add(number) }))
    await rig.clock.until(Promise.all(asked))
    stopListening()
    await rig.ask(life, 'unheard', add(1))
    const quiet = { stream: shop, hasEffects: false, ended: [], cancelRequested: [] }
    expect(heard).toEqual([
      { ...quiet, sequence: 2, events: 2 },
      { ...quiet, sequence: 3, events: 1 },
    ])
  })

  it('takes one input in once, and gives its answer to whoever sends it again', async () => {
    const rig = new Rig()
    const life = rig.start()
    expect(await rig.ask(life, 'a', add(5))).toEqual(added(5))
    expect(await rig.ask(life, 'a', add(900))).toEqual(added(5))
    expect([await life.engine.accept(shop, { id: 'a', by: ann, body: add(1) }), (await rig.desk(life)).total]).toEqual(['known', 5])
  })

  it('refuses new inputs while too many wait, but takes in what has happened', async () => {
    const rig = new Rig()
    const life = rig.start('one', { limits: { waitingMax: 2 } })
    life.mortal.fullAt('lease')
    const accept = (id: string, urgency?: 'certain') => life.engine.accept(shop, { id, by: ann, body: add(1) }, urgency)
    expect(await Promise.all([accept('a'), accept('b'), accept('c'), accept('d', 'certain')])).toEqual([
      'accepted',
      'accepted',
      'busy',
      'accepted',
    ])
    expect(await life.engine.ask(shop, { id: 'e', by: ann, body: add(1) })).toEqual({ kind: 'busy' })
    await rig.clock.advance(1_000)
    expect([await accept('c'), (await rig.desk(life)).total]).toEqual(['accepted', 3])
  })

  it('refuses a stream of a kind it does not know', async () => {
    const life = new Rig().start()
    await expect(life.engine.accept('ship/one', { id: 'a', by: ann, body: null })).rejects.toThrow(
      'No kind of stream is called ship: ship/one',
    )
  })

  it('gives up waiting when it is told to, and the input keeps its place', async () => {
    const rig = new Rig()
    const life = rig.start()
    const enough = new AbortController()
    life.mortal.fullAt('lease')
    const asked = life.engine.ask(shop, { id: 'a', by: ann, body: add(1) }, enough.signal)
    enough.abort()
    expect(await rig.clock.until(asked)).toBeNull()
    expect(await rig.ask(life, 'a', add(1))).toEqual(added(1))
  })

  it('answers after a restart what was accepted before it', async () => {
    const rig = new Rig()
    const first = rig.start()
    first.mortal.dieAt('lease', 'before')
    await first.engine.accept(shop, { id: 'a', by: ann, body: add(3) })
    await rig.clock.advance(10_000)
    const second = rig.start()
    expect(await rig.ask(second, 'a', add(3))).toEqual(added(3))
  })

  it('never tells the core less than it told before, whatever the clock does', async () => {
    const rig = new Rig()
    const life = rig.start()
    await rig.ask(life, 'a', add(1))
    rig.clock.jumpTo(500_000)
    await rig.ask(life, 'b', add(1))
    expect((await rig.store.events(shop, 0, 9)).map(({ at }) => at)).toEqual([1_000_000, 1_000_000])
  })
})

describe('a full disk', () => {
  it('loses nothing: what was accepted is decided when there is room again', async () => {
    const rig = new Rig()
    const life = rig.start()
    await rig.ask(life, 'a', add(1))
    life.mortal.fullAt('commit')
    life.mortal.fullAt('commit')
    expect(await rig.ask(life, 'b', add(2))).toEqual(added(3))
    expect(life.faults).toMatchObject([
      { kind: 'stream', stream: shop, retryAt: 1_000_500 },
      { kind: 'stream', stream: shop, retryAt: 1_001_500 },
    ])
  })

  it('is waited out for longer each time, and forgotten once there was room', async () => {
    const rig = new Rig()
    const life = rig.start()
    for (const id of ['a', 'b']) {
      life.mortal.fullAt('commit')
      await rig.ask(life, id, add(1))
    }
    expect(life.faults.map((fault) => 'retryAt' in fault && fault.retryAt)).toEqual([1_000_500, 1_001_000])
  })

  it('is told to whoever wanted an input accepted', async () => {
    const life = new Rig().start()
    life.mortal.fullAt('accept')
    await expect(life.engine.ask(shop, { id: 'a', by: ann, body: add(1) })).rejects.toMatchObject({ code: 'full' })
  })

  it('delays a receipt, and does not repeat the work', async () => {
    const rig = new Rig()
    const life = rig.start()
    for (let i = 0; i < 3; i++) life.mortal.fullAt('receive')
    await rig.order(life, 'p')
    await rig.clock.advance(10_000)
    expect([(await rig.desk(life)).orders, rig.outside.calls]).toEqual([{ p: { kind: 'done', value: 'p' } }, ['run p 1 at 1000000']])
    expect(life.faults.map(({ kind }) => kind)).toEqual(['store', 'store', 'store'])
  })

  it.each(['due', 'claim', 'nextClaim', 'inbox', 'load', 'renew', 'releaseAll'] as const)('at %s stops nothing for good', async (verb) => {
    const rig = new Rig()
    const life = rig.start()
    life.mortal.fullAt(verb)
    await rig.order(life, 'p')
    await rig.clock.advance(10_000)
    expect((await rig.desk(life)).orders).toEqual({ p: { kind: 'done', value: 'p' } })
  })
})

describe('an input that trips an assertion', () => {
  it('is parked with the reason, and those around it are decided', async () => {
    const rig = new Rig()
    const life = rig.start()
    const bodies: DeskBody[] = [add(1), { kind: 'explode' }, add(2)]
    const asked = bodies.map((body, index) => life.engine.ask(shop, { id: `i${index}`, by: ann, body }))
    expect(await rig.clock.until(Promise.all(asked))).toEqual([added(1), { kind: 'parked', reason: 'The desk exploded' }, added(3)])
    expect((await rig.store.parked(shop, 9)).map(({ id, body, reason }) => [id, body, reason])).toEqual([
      ['i1', { kind: 'explode' }, 'The desk exploded'],
    ])
    expect(life.faults).toEqual([{ kind: 'parked', stream: shop, input: 'i1', error: new Error('The desk exploded') }])
  })

  it('is found among others when what comes of it cannot be stored', async () => {
    const rig = new Rig()
    const life = rig.start()
    const bodies: DeskBody[] = [add(1), add(2), add(3), { kind: 'spoil' }, add(4)]
    const asked = bodies.map((body, index) => life.engine.ask(shop, { id: `i${index}`, by: ann, body }))
    const answers = await rig.clock.until(Promise.all(asked))
    expect(answers.toSpliced(3, 1)).toEqual([added(1), added(3), added(6), added(10)])
    expect(answers[3]).toMatchObject({ kind: 'parked', reason: expect.stringContaining('Row desk orders has no JSON') as string })
  })

  it('is found among others when it makes an effect that there is already', async () => {
    const rig = new Rig()
    const life = rig.start()
    await rig.order(life, 'p')
    const effect = {
      id: 'p',
      lane: 'p',
      host: null,
      isGuarded: false,
      deadline: 2_000_000,
      handle: 'p',
      repeat: 'probeable',
      work: { kind: 'deliver' },
    } as const
    expect(await rig.ask(life, 'again', { kind: 'order', effect })).toEqual({ kind: 'parked', reason: 'There is an effect p already' })
    await rig.clock.settle()
    expect(rig.outside.delivered).toEqual({ p: 1 })
  })

  it('is judged again when it is put back', async () => {
    const rig = new Rig()
    const life = rig.start()
    await rig.ask(life, 'bad', { kind: 'explode' })
    await life.stop()
    const mended = {
      ...rig.deciders.desk,
      decide: (state: never, input: never, now: number) => rig.deciders.desk.decide(state, Object.assign(input, { body: add(9) }), now),
    }
    const next = rig.start('one', { deciders: { desk: mended } })
    expect([await next.engine.unpark(shop, 'bad'), await next.engine.unpark(shop, 'bad')]).toEqual([true, false])
    expect(await rig.ask(next, 'bad', add(9))).toEqual(added(9))
  })
})

describe('a wake', () => {
  it('comes at the moment the core asked for, once', async () => {
    const rig = new Rig()
    const life = rig.start()
    await rig.ask(life, 'alarm', { kind: 'alarm', at: 1_005_000 })
    await rig.clock.advanceTo(1_004_999)
    expect((await rig.desk(life)).wakes).toBe(0)
    await rig.clock.advance(1)
    await rig.clock.advance(100_000)
    expect((await rig.store.events(shop, 1, 9)).map(({ at, input }) => [at, input])).toEqual([[1_005_000, 'wake/desk/shop/1005000']])
  })

  it('that was missed comes when the engine starts again', async () => {
    const rig = new Rig()
    const first = rig.start()
    await rig.ask(first, 'alarm', { kind: 'alarm', at: 1_005_000 })
    first.mortal.kill()
    await rig.clock.advance(3_600_000)
    const second = rig.start()
    await rig.clock.settle()
    expect(await rig.desk(second)).toMatchObject({ wakes: 1, alarm: null })
  })

  it('in the past comes a little later, and is reported', async () => {
    const rig = new Rig()
    const life = rig.start()
    await rig.ask(life, 'alarm', { kind: 'alarm', at: 5 })
    await rig.clock.advance(999)
    expect((await rig.desk(life)).wakes).toBe(0)
    await rig.clock.advance(1)
    expect((await rig.desk(life)).wakes).toBe(1)
    expect(life.faults).toEqual([{ kind: 'wake in the past', stream: shop, wake: 5, now: 1_000_000 }])
  })

  it('that is parked comes again after pauses that grow', async () => {
    const rig = new Rig()
    const { desk } = rig.deciders
    const decide: typeof desk.decide = (state, input, now) => {
      if (input.body.kind === 'wake') throw new Error('no such alarm')
      return desk.decide(state, input, now)
    }
    const life = rig.start('one', { deciders: { desk: { ...desk, decide } } })
    await rig.ask(life, 'alarm', { kind: 'alarm', at: 1_005_000 })
    await rig.clock.advanceTo(1_020_000)
    expect((await rig.store.parked(shop, 9)).map(({ id }) => id)).toEqual(
      [5, 6, 8, 12, 20].map((seconds) => `wake/desk/shop/${1_000_000 + seconds * 1000}`),
    )
    expect(await rig.ask(life, 'a', add(1))).toEqual(added(1))
  })

  it('needs no timer while nothing is to come and no other process writes', async () => {
    const rig = new Rig()
    const life = rig.start('one', { limits: { pollMs: null } })
    await rig.ask(life, 'a', add(1))
    await rig.clock.settle()
    expect(rig.clock.nextWake()).toBe(rig.clock.now() + defaultLimits.forgetPauseMs)
    await life.stop()
    expect(rig.clock.nextWake()).toBeNull()
  })
})
