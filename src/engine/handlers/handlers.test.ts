import { beforeEach, describe, expect, it } from 'vitest'
import type { Work, WorkKind } from '../../core/kernel/work.ts'
import { FakeArtifacts } from '../../drivers/artifacts/fake/artifacts.ts'
import { FakeDatabases } from '../../drivers/databases/fake/databases.ts'
import { FakeExecutor } from '../../drivers/executor/fake/executor.ts'
import { FakeForge } from '../../drivers/forge/fake/forge.ts'
import { FakeNotify } from '../../drivers/notify/fake/notify.ts'
import { FakeTarget } from '../../drivers/target/fake/target.ts'
import { Faults } from '../../lib/faults.ts'
import { SeededRandom } from '../../lib/seeded-random.ts'
import { VirtualClock } from '../../lib/virtual-clock.ts'
import type { ProcessFacts } from '../../core/facts/process.ts'
import { NotBegun, type Handlers, type WorkContext } from '../handler.ts'
import { delivery } from '../testing/rig.ts'
import { handlersFor } from './handlers.ts'
import type { WorkOf } from './work.ts'

/** Every port as a fake, and the handlers over them. */
class World {
  readonly clock = new VirtualClock(1_000_000)
  readonly faults = new Faults(this.clock, new SeededRandom('handlers'))
  readonly forge = new FakeForge({ faults: this.faults })
  readonly repository = this.forge.add('shop')
  readonly artifacts = new FakeArtifacts({ faults: this.faults })
  readonly executor = new FakeExecutor({ clock: this.clock, faults: this.faults, plan: () => ({ durationMs: 1000, result: passed }) })
  readonly target = new FakeTarget({ clock: this.clock, faults: this.faults })
  readonly databases = new FakeDatabases({ clock: this.clock, faults: this.faults })
  readonly notify = new FakeNotify({ faults: this.faults })
  readonly told: unknown[] = []
  compiled = 0
  readonly #handlers: Handlers

  constructor() {
    const compile = (text: string) => {
      this.compiled += 1
      if (text === 'trips') throw new Error('no such rule')
      return text === 'bad' ? ({ kind: 'problem', problem: 'branchline.yaml:1:1  bad' } as const) : ({ kind: 'facts', facts } as const)
    }
    const compiler = { compile, expand: (_: unknown, from: number, until: number) => ({ from, until, zones: 'z', spans: [] }) }
    const { forge, executor, artifacts, target, databases, notify } = this
    const inboxes = { accept: (...args: readonly unknown[]) => Promise.resolve(this.told.push(args)) }
    this.#handlers = handlersFor({ forge, executor, artifacts, target, databases, notify, compiler }, inboxes)
  }

  async run(work: Work): Promise<unknown> {
    return await this.clock.until(Promise.resolve(this.#handlers[work.kind]?.run(work, contextOf(work))))
  }

  async probe(work: Work): Promise<unknown> {
    return await this.clock.until(Promise.resolve(this.#handlers[work.kind]?.probe?.(work, contextOf(work))))
  }

  async cancel(work: Work): Promise<unknown> {
    return await this.clock.until(Promise.resolve(this.#handlers[work.kind]?.cancel?.(work, contextOf(work))))
  }
}

const facts = { pipelines: { digest: 'd', pipelines: {}, builders: {} } } as unknown as ProcessFacts
const passed = { outcome: 'passed', reason: 'exit 0', artifact: 'bytes', outputs: { url: 'u' }, coverage: null } as const
const done = (value: unknown) => ({ kind: 'done', value })
const ended = (value: unknown) => ({ kind: 'ended', outcome: done(value) })

let world: World
beforeEach(() => {
  world = new World()
})

describe('lookups', () => {
  const components = { api: 'services/api', gone: 'services/gone' }

  it('describe a commit by component, with its own pipelines', async () => {
    const { id } = world.repository.edit(null, { 'branchline.yaml': 'good', 'services/api/a': '1' }, 'first', 'ann')
    const found = await world.run({ kind: 'lookup.commit', repository: 'shop', commit: id, since: null, components })
    expect(found).toMatchObject(done({ commit: id, title: 'first', parents: [], pipelines: facts.pipelines, problem: null }))
    expect(found).toHaveProperty('value.subtrees', { api: expect.any(String) as string, gone: null })
  })

  it('know that there is no such commit', async () => {
    expect(await world.run({ kind: 'lookup.commit', repository: 'shop', commit: 'none', since: null, components })).toEqual(done(null))
    expect(await world.run({ kind: 'lookup.process', repository: 'shop', commit: 'none' })).toEqual(
      done({ facts: null, problem: 'no such commit' }),
    )
  })

  it.each([
    [{ 'branchline.yaml': 'good' }, { facts, problem: null }],
    [{ 'branchline.yaml': 'bad' }, { facts: null, problem: 'branchline.yaml:1:1  bad' }],
    [{ 'branchline.yaml': 'trips' }, { facts: null, problem: 'the file could not be compiled: no such rule' }],
    [{ other: 'file' }, { facts: null, problem: 'no process file' }],
  ])('say what a process file is worth: %o', async (files, value) => {
    const { id } = world.repository.edit(null, files, 'first', 'ann')
    expect(await world.run({ kind: 'lookup.process', repository: 'shop', commit: id })).toEqual(done(value))
  })

  it('compile a text once', async () => {
    const first = world.repository.edit(null, { 'branchline.yaml': 'good' }, 'first', 'ann')
    const second = world.repository.edit(first.id, { other: '1' }, 'second', 'ann')
    for (const { id } of [first, second]) await world.run({ kind: 'lookup.process', repository: 'shop', commit: id })
    expect(world.compiled).toBe(1)
  })

  it('make the commit that a landing would be', async () => {
    const base = world.repository.edit(null, { a: '1' }, 'first', 'ann')
    const head = world.repository.edit(base.id, { b: '1' }, 'second', 'ann')
    const other = world.repository.edit(base.id, { b: '2' }, 'third', 'ann')
    const landing = {
      kind: 'lookup.landing',
      repository: 'shop',
      base: base.id,
      how: 'squash',
      title: 'Landed',
      author: 'ann',
      components: {},
    } as const
    expect(await world.run({ ...landing, head: head.id })).toMatchObject(
      done({ kind: 'clean', behind: 0, facts: { title: 'Landed', problem: 'no process file' } }),
    )
    expect(await world.run({ ...landing, base: other.id, head: head.id })).toEqual(done({ kind: 'conflict', paths: ['b'] }))
  })

  it('ask for refs, order, calendars and artifacts', async () => {
    const base = world.repository.edit(null, { a: '1' }, 'first', 'ann')
    const head = world.repository.edit(base.id, { b: '1' }, 'second', 'ann')
    world.repository.move('refs/heads/main', head.id)
    const spec = { kind: 'midnights', zone: 'UTC' } as const
    expect(await world.run({ kind: 'lookup.ref', repository: 'shop', ref: 'refs/heads/main' })).toEqual(done({ commit: head.id }))
    expect(await world.run({ kind: 'lookup.relation', repository: 'shop', a: base.id, b: head.id })).toEqual(done('ancestor'))
    expect(await world.run({ kind: 'lookup.calendars', calendars: { days: spec }, from: 1, until: 2 })).toEqual(
      done({ days: { from: 1, until: 2, zones: 'z', spans: [] } }),
    )
    expect(await world.run({ kind: 'lookup.artifact', identity: 'i' })).toEqual(done(null))
  })
})

describe('a job', () => {
  const job = {
    kind: 'job.run',
    repository: 'shop',
    commit: 'c',
    artifacts: ['dist'],
    outputs: ['url'],
    artifactIdentity: 'i',
    isTrusted: true,
    timeoutMs: 60_000,
  } as unknown as WorkOf<'job.run'>

  it('keeps what it made under the identity of what went in, and the first bytes count', async () => {
    await world.artifacts.keep({ identity: 'i', digest: 'earlier', outputs: { url: 'e' }, isTrusted: true })
    expect(await world.run(job)).toEqual(done({ ...passed, artifact: 'earlier', outputs: { url: 'e' } }))
    expect(await world.run({ ...job, artifactIdentity: null })).toEqual(done(passed))
  })

  it('is found by its handle by whoever comes later', async () => {
    expect(await world.probe(job)).toEqual({ kind: 'absent' })
    void world.run(job)
    expect(await world.probe(job)).toEqual({ kind: 'running' })
    await world.clock.advance(1000)
    expect(await world.probe(job)).toEqual(ended(passed))
    expect(world.artifacts.all()).toEqual([{ identity: 'i', digest: 'bytes', outputs: { url: 'u' }, isTrusted: true }])
  })

  it('is ended when it is cancelled, unless it has passed', async () => {
    void world.run(job)
    await world.clock.settle()
    expect([await world.cancel(job), world.executor.running()]).toEqual([{ kind: 'cancelled' }, []])
    const other = new World()
    await other.run(job)
    expect(await other.cancel(job)).toEqual(done(passed))
  })
})

describe('a ref', () => {
  const main = 'refs/heads/main'

  it('moves from what was expected, with the generation that was granted', async () => {
    const [a, b, c] = commits(3)
    world.repository.move(main, a)
    const move = { kind: 'ref.update', repository: 'shop', ref: main, expect: a, to: b } as const
    expect([await world.probe(move), await world.run(move), await world.probe(move)]).toEqual([
      { kind: 'absent' },
      done('moved'),
      ended('moved'),
    ])
    expect([await world.run(move), await world.run({ ...move, to: c })]).toEqual([done('moved'), done('stale')])
    expect(world.forge.updates.map(({ generation, answer }) => [generation, answer])).toEqual([
      [7, 'moved'],
      [7, 'stale'],
      [7, 'stale'],
    ])
  })

  it('that was moved on since was moved when it contains what was to land', async () => {
    const [a, b, c] = commits(3)
    const elsewhere = world.repository.edit(a, { other: '1' }, 'elsewhere', 'ann').id
    const move = { kind: 'ref.update', repository: 'shop', ref: main, expect: a, to: b } as const
    const found = async (now: string | null) => {
      world.repository.move(main, now)
      return await world.probe(move)
    }
    expect([await found(c), await found(elsewhere), await found(null)]).toEqual([ended('moved'), ended('stale'), ended('stale')])
    expect(await world.probe({ ...move, to: null })).toEqual(ended('moved'))
  })

  function commits(count: number): readonly [string, string, string] {
    const made: string[] = []
    for (let index = 0; index < count; index++)
      made.push(world.repository.edit(made.at(-1) ?? null, { file: `${index}` }, `${index}`, 'ann').id)
    return made as unknown as readonly [string, string, string]
  }
})

describe('an environment', () => {
  const activation = {
    kind: 'target.activate',
    environment: 'test',
    generation: 3,
    components: { api: { digest: 'd', instances: 1, share: 100 } },
    commit: 'c',
    version: null,
    address: 'test.example',
    size: 'small',
    surge: 1,
    drainMs: 0,
    style: 'rolling',
  } as const
  const migration = {
    kind: 'database.migrate',
    environment: 'test',
    component: 'api',
    database: 'main',
    command: 'm',
    digest: 'd',
    generation: 3,
  } as const

  it('serves what it was told to, and shows it', async () => {
    expect(await world.probe(activation)).toEqual({ kind: 'absent' })
    const serving = done({ kind: 'serving', address: 'test.example' })
    expect([await world.run(activation), await world.probe(activation)]).toEqual([serving, { kind: 'ended', outcome: serving }])
    const step = { ...activation, components: { api: { digest: 'd', instances: 1, share: 50 } } }
    expect(await world.probe(step)).toEqual({ kind: 'absent' })
    expect(await world.probe({ ...activation, generation: 2 })).toEqual(ended({ kind: 'superseded', generation: 3 }))
  })

  it('goes with its databases', async () => {
    await world.run(activation)
    const removed: string[] = []
    world.databases.onRemove = (environment) => removed.push(environment)
    expect(await world.run({ kind: 'target.remove', environment: 'test', generation: 4 })).toEqual(done({ left: [], superseded: null }))
    expect(removed).toEqual(['test'])
  })

  it('has its migrations noted', async () => {
    expect(await world.probe(migration)).toEqual({ kind: 'absent' })
    expect([await world.run(migration), await world.probe(migration)]).toEqual([done({ kind: 'migrated' }), ended({ kind: 'migrated' })])
  })

  it('with a migration that could not begin is left as it is', async () => {
    world.faults.script('databases.migrate', 'refused')
    await expect(world.run(migration)).rejects.toBeInstanceOf(NotBegun)
  })

  it('with a migration whose answer was lost is asked how it ended', async () => {
    world.faults.script('databases.migrate', 'lost')
    expect(await world.run(migration)).toEqual(done({ kind: 'migrated' }))
  })
})

describe('news', () => {
  it('reaches the forge, people and other streams, each under a name of its own', async () => {
    const report = { kind: 'report', repository: 'shop', key: 'k', commit: 'c', state: 'passed', code: 'x', evidence: {} } as const
    const message = { kind: 'notify', channel: 'chat', news: 'deployed', evidence: { to: 'test' } } as const
    const telling = { kind: 'tell', stream: 'installation', body: { kind: 'b' } } as const
    expect([await world.run(report), await world.run(message), await world.run(telling)]).toEqual([done(null), done(null), done(null)])
    expect([...world.forge.reports.values()]).toEqual([{ key: 'k', commit: 'c', state: 'passed', code: 'x', evidence: {} }])
    expect(world.notify.messages()).toEqual([{ key: 'project/shop/notify', channel: 'chat', news: 'deployed', evidence: { to: 'test' } }])
    const told = { id: 'tell/project/shop/tell', by: { kind: 'part', name: 'project/shop' }, body: { kind: 'b' } }
    expect(world.told).toEqual([['installation', told, 'certain']])
  })
})

function contextOf({ kind }: { readonly kind: WorkKind }): WorkContext {
  const signal = new AbortController().signal
  return {
    stream: 'project/shop',
    effect: delivery(kind, 1_000_000),
    handle: `project/shop/${kind}`,
    attempt: 1,
    permit: { generation: 7 },
    signal,
  }
}
