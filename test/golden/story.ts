import { readFileSync } from 'node:fs'
import { FakeArtifacts } from '../../src/drivers/artifacts/fake/artifacts.ts'
import { FakeDatabases } from '../../src/drivers/databases/fake/databases.ts'
import { FakeExecutor } from '../../src/drivers/executor/fake/executor.ts'
import { FakeForge } from '../../src/drivers/forge/fake/forge.ts'
import { FakeNotify } from '../../src/drivers/notify/fake/notify.ts'
import { openSqliteStore } from '../../src/drivers/store/sqlite/store.ts'
import { FakeTarget } from '../../src/drivers/target/fake/target.ts'
import { Engine } from '../../src/engine/engine.ts'
import { handlersFor } from '../../src/engine/handlers/handlers.ts'
import { Faults } from '../../src/lib/faults.ts'
import { SeededRandom } from '../../src/lib/seeded-random.ts'
import { sha256 } from '../../src/lib/sha256.ts'
import { VirtualClock } from '../../src/lib/virtual-clock.ts'
import type { LoadedStream, StoredEvent } from '../../src/ports/store.ts'
import { expandCalendar } from '../../src/process/calendar/index.ts'
import { compile } from '../../src/process/index.ts'
import { deciders } from './golden.ts'

const shop = 'project/shop'
const tables = ['installation', shop] as const
const processFile = 'branchline.yaml'
/** A Thursday, at eight in the morning. */
const start = Date.UTC(2026, 0, 8, 8)
const hour = 3_600_000

export interface Told {
  readonly stream: string
  readonly kind: string
  readonly events: readonly StoredEvent[]
  readonly halfway: LoadedStream
  readonly end: LoadedStream
}

/** Changes on their way from a branch to production, told to a whole engine with a world in memory. */
export async function playStory(): Promise<readonly Told[]> {
  const world = new World()
  const stop = new AbortController()
  void world.engine.run(stop.signal)
  await world.open()
  await world.change(1, 'feature/tea', 'feat: sell tea')
  const halfway = await world.load()
  await world.change(2, 'feature/milk', 'fix: warm milk')
  await world.say('ana', { kind: 'environment.hold', environment: 'test', reason: 'a demonstration' })
  await world.change(3, 'feature/cake', 'feat: sell cake')
  await world.say('ana', { kind: 'environment.free', environment: 'test' })
  await world.clock.advance(hour)
  await world.say('cleo', { kind: 'environment.rollback', environment: 'test', generation: null, component: null })
  await world.clock.advance(hour)
  stop.abort()
  const end = await world.load()
  return await Promise.all(
    tables.map(async (stream, index) => ({
      stream,
      kind: stream.split('/', 1)[0] ?? stream,
      events: await world.store.events(stream, 0, 100_000),
      halfway: halfway[index]!,
      end: end[index]!,
    })),
  )
}

class World {
  readonly clock = new VirtualClock(start)
  readonly store = openSqliteStore({ path: ':memory:' })
  readonly engine: Engine
  readonly #faults = new Faults(this.clock, new SeededRandom('golden'))
  readonly #forge = new FakeForge({ faults: this.#faults, processFile })
  readonly #repository = this.#forge.add('shop')
  #said = 0

  constructor() {
    const [faults, clock] = [this.#faults, this.clock]
    const ports = {
      forge: this.#forge,
      executor: new FakeExecutor({ clock, faults, plan: passes }),
      artifacts: new FakeArtifacts({ faults }),
      target: new FakeTarget({ clock, faults }),
      databases: new FakeDatabases({ clock, faults }),
      notify: new FakeNotify({ faults }),
      compiler: { compile: compiled, expand: calendar },
    }
    this.engine = new Engine({
      store: this.store,
      clock,
      deciders,
      handlers: (engine) => handlersFor(ports, engine),
      owner: 'golden',
      host: null,
      jitter: () => 0,
      report: (fault) => {
        throw new Error(`The story went wrong: ${fault.kind}`, { cause: fault })
      },
      limits: { pollMs: null },
    })
    this.#forge.onMove = ({ ref, before, after, by }) => {
      const refs = [{ name: ref, old: before, new: after }]
      const pusher = by === 'branchline' ? null : by
      void this.engine.accept(shop, { id: `hook/${this.#said++}`, by: { kind: 'part', name: 'forge' }, body: { kind: 'refs.changed', refs, pusher } }, 'certain')
    }
  }

  async open(): Promise<void> {
    const text = readFileSync(new URL('../../processes/semver.yaml', import.meta.url), 'utf8')
    const first = this.#repository.edit(null, { [processFile]: text, 'services/api/a': '1', 'services/web/w': '1' }, 'chore: begin', 'ana')
    const setup = { kind: 'part', name: 'setup' } as const
    await this.#ask('installation', setup, { kind: 'install', administrator: 'ana', slots: 4 })
    for (const [name, role] of [['ben', 'developer'], ['cleo', 'maintainer']] as const) await this.#ask('installation', ana, { kind: 'person.set', name, role })
    await this.#ask('installation', ana, { kind: 'project.add', stream: shop, repository: 'shop', governingBranch: 'main' })
    await this.clock.advance(60_000)
    for (const branch of ['main', 'dev']) this.#forge.push('shop', `refs/heads/${branch}`, first.id, 'ana')
    await this.clock.advance(hour)
  }

  /** Pushed, opened, reviewed, merged, and given the time to arrive. */
  async change(number: number, branch: string, title: string): Promise<void> {
    const commit = this.#repository.edit(this.#repository.ref('refs/heads/dev'), { [`services/api/${number}`]: title }, title, 'ben')
    this.#forge.push('shop', `refs/heads/${branch}`, commit.id, 'ben')
    await this.clock.advance(hour)
    await this.say('ben', { kind: 'change.open', from: branch, into: 'dev', title, labels: [], isDraft: false })
    await this.clock.advance(hour)
    await this.say('cleo', { kind: 'change.review', change: number, verdict: 'approved', head: commit.id })
    await this.say('ben', { kind: 'change.merge', change: number })
    await this.clock.advance(hour)
  }

  async say(name: string, body: unknown): Promise<void> {
    await this.#ask(shop, { kind: 'person', name }, body)
  }

  async load(): Promise<readonly LoadedStream[]> {
    return await Promise.all(tables.map((stream) => this.store.load(stream)))
  }

  async #ask(stream: string, by: Parameters<Engine['ask']>[1]['by'], body: unknown): Promise<void> {
    const answer = await this.clock.until(this.engine.ask(stream, { id: `say/${this.#said++}`, by, body }))
    if (answer?.kind !== 'done' && answer?.kind !== 'noted') throw new Error(`The story went wrong: ${JSON.stringify(body)}`, { cause: answer })
  }
}

const ana = { kind: 'person', name: 'ana' } as const

function passes(request: { readonly artifacts: readonly string[]; readonly artifactIdentity: string | null }) {
  const artifact = request.artifacts.length > 0 ? sha256(request.artifactIdentity ?? '') : null
  return { durationMs: 60_000, result: { outcome: 'passed', reason: 'exit 0', artifact, outputs: {}, coverage: 90 } } as const
}

async function compiled(text: string) {
  const result = await compile(text, { path: processFile })
  return result.ok ? ({ kind: 'facts', facts: result.facts } as const) : ({ kind: 'problem', problem: result.problems[0]?.found ?? '' } as const)
}

function calendar(spec: Parameters<typeof expandCalendar>[0], from: number, until: number) {
  return { from, until, zones: 'golden', spans: expandCalendar(spec, from, until) }
}
