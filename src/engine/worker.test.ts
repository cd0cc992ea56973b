import { describe, expect, it } from 'vitest'
import { NotBegun } from './handler.ts'
import { Rig, shop, type Life } from './testing/rig.ts'

const done = (value: string) => ({ kind: 'done', value })
const down = { kind: 'rejects', error: new Error('forge is down') } as const

describe('work that fails', () => {
  it('is tried again with growing pauses when it may be repeated, in the order of its lane', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate(down, down, down)
    await rig.order(life, 'p', { repeat: 'idempotent', lane: 'l' })
    await rig.order(life, 'q', { repeat: 'idempotent', lane: 'l' })
    await rig.clock.advance(10_000)
    expect(rig.outside.calls).toEqual([
      'run p 1 at 1000000',
      'run p 2 at 1000500',
      'run p 3 at 1001500',
      'run p 4 at 1003500',
      'run q 1 at 1003500',
    ])
    expect(life.faults.map(({ kind, ...fault }) => [kind, 'retryAt' in fault && fault.retryAt])).toEqual([
      ['effect', 1_000_500],
      ['effect', 1_001_500],
      ['effect', 1_003_500],
    ])
    expect((await rig.desk(life)).orders).toEqual({ p: done('p'), q: done('q') })
  })

  it('fails at its deadline with what was heard last', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate(down, down, down, down)
    await rig.order(life, 'p', { repeat: 'idempotent', deadline: rig.clock.now() + 2_000 })
    await rig.clock.advance(1_999)
    expect((await rig.desk(life)).orders).toEqual({ p: null })
    await rig.clock.advance(1)
    expect((await rig.desk(life)).orders).toEqual({
      p: { kind: 'failed', code: 'deadline', detail: 'Its deadline passed before it could be started.' },
    })
    expect(rig.outside.delivered).toEqual({})
  })

  it('is probed, and not repeated, when it took place and its answer was lost', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'lost' })
    await rig.order(life, 'p')
    await rig.clock.advance(1_000)
    expect(rig.outside.calls).toEqual(['run p 1 at 1000000', 'probe p 2 at 1000500'])
    expect([(await rig.desk(life)).orders, rig.outside.delivered]).toEqual([{ p: done('p') }, { p: 1 }])
  })

  it('is probed again and again while the outside cannot be asked, and nobody knows at its deadline', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'lost' })
    rig.outside.probesGive(new Error('down'), new Error('still down'))
    await rig.order(life, 'p', { deadline: rig.clock.now() + 1_500 })
    await rig.clock.advance(5_000)
    expect(rig.outside.calls.slice(1)).toEqual(['probe p 2 at 1000500', 'probe p 3 at 1001500'])
    expect((await rig.desk(life)).orders).toEqual({ p: { kind: 'unknown', detail: 'It could not be asked after: still down' } })
  })

  it('is left to a person when only a person can see what took place', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'lost' })
    await rig.order(life, 'p', { repeat: 'ask-a-person' })
    await rig.clock.advance(5_000)
    expect([rig.outside.calls, (await rig.desk(life)).orders]).toEqual([
      ['run p 1 at 1000000'],
      { p: { kind: 'unknown', detail: 'connection reset' } },
    ])
  })

  it('is tried again, whoever could see it, when it is certain that nothing took place', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'rejects', error: new NotBegun('no route') })
    await rig.order(life, 'p', { repeat: 'ask-a-person' })
    await rig.clock.advance(5_000)
    expect([rig.outside.calls.length, (await rig.desk(life)).orders]).toEqual([2, { p: done('p') }])
  })
})

describe('a call that never returns', () => {
  it.each([
    ['took place', 'unheard', ['run p 1 at 1000000', 'probe p 1 at 1060000']],
    ['did not take place', 'stuck', ['run p 1 at 1000000', 'probe p 1 at 1060000', 'probe p 2 at 1060500', 'run p 2 at 1060500']],
  ] as const)('is asked after when it %s', async (_, kind, calls) => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind })
    await rig.order(life, 'p')
    await rig.clock.advance(70_000)
    expect([rig.outside.calls, rig.outside.delivered]).toEqual([calls, { p: 1 }])
    expect((await rig.desk(life)).orders).toEqual({ p: done('p') })
  })

  it('is made again when it may be repeated', async () => {
    const rig = new Rig()
    const life = rig.start('one', { handlers: () => ({ deliver: { pace: 'quick', isReadOnly: true, run: rig.outside.handler().run } }) })
    rig.outside.fate({ kind: 'stuck' })
    await rig.order(life, 'p', { repeat: 'idempotent' })
    await rig.clock.advance(70_000)
    expect([rig.outside.calls, (await rig.desk(life)).orders]).toEqual([['run p 1 at 1000000', 'run p 2 at 1060500'], { p: done('p') }])
  })

  it('is for a person at its deadline when only a person can see', async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'stuck' })
    await rig.order(life, 'p', { repeat: 'ask-a-person', deadline: rig.clock.now() + 90_000 })
    await rig.clock.advance(119_999)
    expect((await rig.desk(life)).orders).toEqual({ p: null })
    await rig.clock.advance(1)
    expect((await rig.desk(life)).orders).toEqual({ p: { kind: 'unknown', detail: 'It had not returned at its deadline.' } })
  })
})

describe('a claim', () => {
  it('is kept for as long as the work goes on', async () => {
    const rig = new Rig()
    const [one, two] = [rig.start('one'), rig.start('two')]
    rig.outside.fate({ kind: 'returns', afterMs: 600_000 })
    await rig.order(one, 'p')
    await rig.clock.advance(700_000)
    expect([rig.outside.calls.filter((call) => call.startsWith('run')), rig.outside.delivered]).toEqual([['run p 1 at 1000000'], { p: 1 }])
    await one.stop()
    await two.stop()
  })

  it('that cannot be renewed is let go when its lease ends', async () => {
    const rig = new Rig()
    const life = rig.start()
    for (let index = 0; index < 10; index++) life.mortal.fullAt('renew')
    rig.outside.fate({ kind: 'returns', afterMs: 600_000 }, { kind: 'returns', afterMs: 50_000 })
    await rig.order(life, 'p')
    await rig.clock.advance(29_999)
    expect(rig.outside.calls).toEqual(['run p 1 at 1000000'])
    await rig.clock.advance(2_000)
    expect(rig.outside.calls.slice(1)).toEqual(['probe p 2 at 1030000', 'run p 2 at 1030000'])
  })

  it.each([
    ['fails', (life: Life) => Array.from({ length: 10 }, () => life.mortal.fullAt('renew'))],
    ['never returns', (life: Life) => life.mortal.silentAt('renew')],
  ])('stops its call when its lease ends and each renewal %s', async (_, stopRenewing) => {
    const rig = new Rig()
    const life = rig.start()
    stopRenewing(life)
    rig.outside.fate({ kind: 'returns', afterMs: 600_000 })
    await rig.order(life, 'p')
    await rig.clock.advance(29_999)
    expect(rig.outside.stopped).toEqual([])
    await rig.clock.advance(1)
    expect(rig.outside.stopped).toEqual(['p 1 at 1030000'])
  })

  it("stops its call when a renewal tells that it is somebody else's", async () => {
    const rig = new Rig()
    const life = rig.start()
    rig.outside.fate({ kind: 'returns', afterMs: 600_000 })
    await rig.order(life, 'p')
    const now = rig.clock.now() + 30_000
    await rig.store.claim({ owner: 'other', host: null, rooms: [{ kinds: ['deliver'], limit: 1 }], now, until: now + 30_000 })
    await rig.clock.advance(9_999)
    expect(rig.outside.stopped).toEqual([])
    await rig.clock.advance(1)
    expect(rig.outside.stopped).toEqual(['p 1 at 1010000'])
  })

  it('that was lost brings its receipt all the same, and the attempt after it ends', async () => {
    const rig = new Rig()
    const one = rig.start('one')
    rig.outside.fate({ kind: 'returns', afterMs: 45_000, isDeaf: true })
    await rig.order(one, 'p', { repeat: 'idempotent' })
    // Time passes in which this process does not run: its renewals come too late.
    rig.clock.jumpTo(rig.clock.now() + 40_000)
    const two = rig.start('two')
    rig.outside.fate({ kind: 'returns', afterMs: 60_000 })
    await rig.clock.advance(200_000)
    const receipts = (await rig.store.events(shop, 0, 20)).map(({ input }) => input)
    expect([receipts, (await rig.desk(two)).orders]).toEqual([['order p', 'receipt/p/1'], { p: done('p') }])
    await one.stop()
    await two.stop()
  })

  it('is given back when the engine stops, and what it began goes on', async () => {
    const rig = new Rig()
    const one = rig.start('one')
    rig.outside.fate({ kind: 'returns', afterMs: 45_000 })
    await rig.order(one, 'p')
    await rig.clock.settle()
    await one.stop()
    const two = rig.start('two')
    await rig.clock.advance(100)
    expect(rig.outside.calls).toEqual(['run p 1 at 1000000', 'probe p 2 at 1000000', 'run p 2 at 1000000'])
    expect((await rig.desk(two)).orders).toEqual({ p: done('p') })
  })
})

describe('a guarded effect', () => {
  it('starts with the generation it was granted', async () => {
    const rig = new Rig()
    const life = rig.start()
    await rig.order(life, 'p', { isGuarded: true })
    await rig.clock.settle()
    expect([rig.outside.calls, (await rig.desk(life)).orders]).toEqual([['run p 1 permit 7 at 1000000'], { p: done('p') }])
  })

  it('ends without a receipt when the core says no, and its lane goes on', async () => {
    const rig = new Rig()
    const life = rig.start()
    await rig.ask(life, 'close', { kind: 'close' })
    await rig.order(life, 'p', { isGuarded: true, lane: 'l' })
    await rig.order(life, 'q', { lane: 'l' })
    await rig.clock.advance(100_000)
    expect([rig.outside.calls, (await rig.desk(life)).orders]).toEqual([['run q 1 at 1000000'], { p: null, q: done('q') }])
    expect(await rig.store.answer(shop, 'starting/p/1')).toEqual({ kind: 'no-permit', verdicts: [] })
  })

  it('never uses a permit that has run out', async () => {
    const rig = new Rig()
    const life = rig.start()
    const commit = rig.store.commit.bind(rig.store)
    let isFirst = true
    // The answer is on the disk, and then the machine stands still for longer than the permit lasts.
    rig.store.commit = async (decided) => {
      const committed = await commit(decided)
      if (isFirst && decided.answers.some(({ input }) => input === 'starting/p/1')) {
        isFirst = false
        rig.clock.jumpTo(rig.clock.now() + 61_000)
      }
      return committed
    }
    await rig.order(life, 'p', { isGuarded: true })
    await rig.clock.advance(10_000)
    expect((await rig.store.events(shop, 0, 20)).map(({ input }) => input)).toEqual([
      'order p',
      'starting/p/1',
      'starting/p/2',
      'receipt/p/2',
    ])
    expect(rig.outside.delivered).toEqual({ p: 1 })
  })
})
