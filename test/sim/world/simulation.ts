import { isAncestor } from '../../../src/drivers/forge/fake/ancestry.ts'
import type { Work } from '../../../src/core/kernel/work.ts'
import type { Actor } from '../../../src/core/kernel/input.ts'
import { openSqliteStore } from '../../../src/drivers/store/sqlite/store.ts'
import type { RefMove } from '../../../src/drivers/forge/fake/repository.ts'
import { handlersFor } from '../../../src/engine/handlers/handlers.ts'
import { SeededRandom } from '../../../src/lib/seeded-random.ts'
import { VirtualClock } from '../../../src/lib/virtual-clock.ts'
import type { Store } from '../../../src/ports/store.ts'
import { processFile, repositoryName } from '../acts/stage.ts'
import { Ledger } from '../check/ledger.ts'
import { Places } from '../check/places.ts'
import { Violation } from '../check/violation.ts'
import { Watch } from '../check/watch.ts'
import type { Setting } from '../history/setting.ts'
import type { Planted } from '../planted/planted.ts'
import type { Coverage } from '../search/coverage.ts'
import { people } from './cast.ts'
import { deliver, type Message } from './client.ts'
import { WallClock } from './clock.ts'
import { doubt, slowStore } from './slow-store.ts'
import { Machine } from './machine.ts'
import { openOutside, type Outside } from './outside.ts'
import { FailingStore } from './failing-store.ts'
import { Crashes, Process } from './process.ts'
import type { Weather } from './weather.ts'
import { deciders, installationStream, projectStream } from './streams.ts'

/** More than any history needs. */
const callsMax = 300_000

/** A Thursday, at eight in the morning. */
const start = Date.UTC(2026, 0, 8, 8)

export interface SimulationOptions {
  readonly seed: string
  readonly setting: Setting
  readonly coverage: Coverage
  readonly planted: Planted
  /** Two engines may run side by side: they look now and then what the other has put into the store. */
  readonly hasRivals: boolean
}

/** One installation with its people and its world, on a clock of its own. */
export class Simulation {
  readonly clock = new VirtualClock(start)
  readonly outside: Outside
  readonly ledger: Ledger
  readonly watch: Watch
  readonly places: Places
  readonly crashes = new Crashes()
  readonly sent: Message[] = []
  readonly log: string[] = []
  readonly store: Store
  readonly wallClock: WallClock
  failure: Error | null = null
  deaths = 0
  readonly #options: SimulationOptions
  readonly #random: SeededRandom
  readonly #failing: FailingStore
  #machines: Machine[] = []
  #machineCount = 0
  #pokes = 0
  #isRestarting = false
  #calls = 0
  #darkUntil = 0
  #darkMs = 0
  #isEnding = false

  constructor(options: SimulationOptions) {
    this.#options = options
    this.#random = new SeededRandom(options.seed)
    this.wallClock = new WallClock(this.clock)
    this.outside = openOutside(this.clock, this.#random.fork('outside'))
    this.ledger = new Ledger((error) => this.#fail(error))
    const cores = { project: deciders.project, installation: deciders.installation }
    this.watch = new Watch(this.ledger, options.coverage, cores, () => this.clock.now())
    this.places = new Places(this.outside, this.watch, (error) => this.#fail(error))
    this.store = openSqliteStore({ path: ':memory:' })
    this.#failing = new FailingStore(this.ledger.over(this.store), this.clock, this.#random.fork('store'))
    this.ledger.onInput = (stream, input) => options.coverage.count(`input of ${stream}`, (input.body as { readonly kind: string }).kind)
    this.outside.forge.onMove = (move) => this.#hook(move)
    this.outside.forge.onUpdate = (update) => this.#judge(() => this.watch.effects.refUpdated(update))
    this.outside.forge.onDelete = (ref) => this.watch.effects.refDeleted(ref)
  }

  /** An installation with its people, a project with its first commit, and one engine. */
  async open(): Promise<void> {
    const { setting } = this.#options
    const repository = this.outside.forge.add(repositoryName)
    const files = {
      [processFile]: setting.texts[0] ?? '',
      'api/main': 'api',
      'web/main': 'web',
      'services/a': 'a',
      'docs/readme': 'read me',
    }
    const first = repository.edit(null, files, 'first', 'ana')
    for (const branch of setting.branches) repository.move(`refs/heads/${branch}`, first.id)
    this.startMachine()
    const part = { kind: 'part', name: 'setup' } as const
    const ana = { kind: 'person', name: 'ana' } as const
    const say = (by: Actor, body: unknown): void => this.send({ id: `setup/${this.sent.length}`, stream: installationStream, by, body }, 0)
    say(part, { kind: 'install', administrator: 'ana', slots: this.#random.fork('slots').between(1, 6) })
    for (const { name, role } of people) say(ana, { kind: 'person.set', name, role })
    say(ana, { kind: 'project.add', stream: projectStream, repository: repositoryName, governingBranch: setting.governingBranch })
    await this.clock.advance(60_000)
    this.sweep('setup')
    await this.clock.advance(60_000)
  }

  startMachine(isAlone = !this.#options.hasRivals): void {
    const { planted, setting } = this.#options
    this.#machineCount += 1
    const process = new Process(`engine ${this.#machineCount}`, this.crashes, (dead, where) => this.#died(dead, where))
    process.onCall = (call) => {
      this.#calls += 1
      if (this.#calls > callsMax) this.#runaway(process)
      this.#options.coverage.count('call', call.operation)
      this.#judge(() => this.watch.permits.call(call))
    }
    process.onReturn = (call, result) => this.ledger.heard(call, result)
    const machine = new Machine({
      process,
      store: planted.store(isAlone ? this.ledger.over(this.store) : this.#slow(this.ledger.over(this.store), process.name)),
      clock: this.wallClock,
      outside: this.outside,
      deciders: planted.deciders(deciders),
      handlers: (ports, engine) => planted.handlers(handlersFor({ ...ports, compiler: setting.compiler }, engine)),
      limits: isAlone ? { pollMs: null, effectLeaseMs: 5 * 60_000, streamLeaseMs: 5 * 60_000 } : { pollMs: 20_000, effectLeaseMs: 60_000 },
      random: this.#random.fork(process.name),
      report: (fault) => this.#options.coverage.count('engine fault', fault.kind),
    })
    this.#machines.push(machine)
    machine.run()
  }

  #slow(store: Store, name: string): Store {
    return slowStore(store, this.clock, this.#random.fork(`slow ${name}`), (stream) => {
      const rival = this.#machines.find((machine) => machine.process.name !== name)
      const by = { kind: 'part', name: 'rival' } as const
      void rival?.engine.accept(stream, { id: `poke ${++this.#pokes}`, by, body: doubt }, 'certain')
    })
  }

  /** The outside and the disk behave like this for a while, and then well again. */
  weather(weather: Weather, forMs: number): void {
    const turn = (to: Weather): void => {
      this.outside.weather(to)
      this.#failing.weather(to)
    }
    turn(weather)
    void this.clock.sleep(forMs).then(() => turn('fine'))
  }

  /** From now on nothing goes wrong any more. */
  calm(): void {
    this.crashes.disarm()
    this.outside.calm()
    this.#failing.calm()
  }

  /** The machine that people reach. */
  machine(): Machine | null {
    return this.#machines.at(-1) ?? null
  }

  /** Ends all in good order, and starts one. */
  async startOver(): Promise<void> {
    this.#isEnding = true
    await this.clock.advance(Math.max(0, this.#darkUntil + 60_000 - this.clock.now()))
    for (const machine of this.#machines) machine.stop()
    this.#machines = []
    await this.clock.advance(60_000)
    this.startMachine(true)
  }

  kill(): void {
    for (const machine of this.#machines) machine.process.kill('by hand')
  }

  /** Nothing runs for a while: from now on, or from the moment a process dies. */
  powerCut(forMs: number, when: 'now' | 'with the next process'): void {
    this.#darkMs = forMs
    if (when === 'now') this.kill()
  }

  /** Sets the machines' clocks. */
  skew(ms: number): void {
    this.wallClock.skewMs += ms
  }

  send(message: Message, afterMs: number, tries = 200): void {
    this.sent.push(message)
    void (async () => {
      await this.clock.sleep(afterMs)
      await deliver(message, this.clock, () => this.machine(), tries)
    })()
  }

  /** What the repository has, as one input: what a sweep finds. */
  sweep(name: string): void {
    void (async () => {
      const refs = await this.outside.forge.refs(repositoryName).catch(() => null)
      if (!refs) return
      const known = this.watch.project.branches
      const there = Object.entries(refs).map(([ref, commit]) => ({ name: ref, old: known.get(headOf(ref))?.head ?? null, new: commit }))
      const gone = [...known.values()]
        .map((row) => ({ name: `refs/heads/${row.name}`, old: row.head, new: null }))
        .filter(({ name: ref }) => !Object.hasOwn(refs, ref))
      const moves = [...there, ...gone].filter((move) => move.old !== move.new && move.name.startsWith('refs/heads/'))
      if (moves.length === 0) return
      this.send(
        {
          id: `sweep/${name}`,
          stream: projectStream,
          by: { kind: 'part', name: 'sweep' },
          body: { kind: 'refs.changed', refs: moves, pusher: null },
        },
        0,
      )
    })()
  }

  /** What an operator finds who looks at the world itself. */
  howItEnded(effect: string): 'done' | 'failed' {
    const work = this.ledger.effects.get(effect)?.work as Work | undefined
    switch (work?.kind) {
      case 'ref.update': {
        const repository = this.outside.forge.repository(repositoryName)
        const now = repository.ref(work.ref)
        const isWithin = now !== null && work.to !== null && isAncestor(repository, work.to, now)
        return now === work.to || isWithin ? 'done' : 'failed'
      }
      case 'target.activate':
        return this.outside.target.serving(work.environment)?.generation === work.generation ? 'done' : 'failed'
      case 'database.migrate':
      case 'report':
      case 'notify':
        return this.#random.fork(effect).pick(['done', 'failed'])
      default:
        return 'failed'
    }
  }

  note(line: string): void {
    this.log.push(`${new Date(this.clock.now()).toISOString().slice(5, 19)}  ${line}`)
  }

  #hook({ ref, before, after, by }: RefMove): void {
    const number = this.sent.length
    const draw = this.#random.fork(`hook ${number}`)
    const pusher = by === 'branchline' ? null : by
    const body = { kind: 'refs.changed', refs: [{ name: ref, old: before, new: after }], pusher }
    this.send(
      { id: `hook/${number}`, stream: projectStream, by: { kind: 'part', name: 'forge' }, body },
      draw.chance(0.8) ? draw.below(2000) : draw.below(600_000),
    )
  }

  #died(process: Process, where: string): void {
    this.deaths += 1
    this.note(`${process.name} dies ${where}`)
    this.#machines = this.#machines.filter((machine) => machine.process !== process)
    const isEnough = this.#machines.length > 0 && (this.#isEnding || !this.#options.hasRivals)
    if (this.#isRestarting || isEnough) return
    this.#isRestarting = true
    this.#darkUntil = this.clock.now() + this.#darkMs
    this.#darkMs = 0
    const restartMs = this.#random.fork(`restart ${this.deaths}`).between(1, 60) * 1000
    void this.clock.sleep(Math.max(restartMs, this.#darkUntil - this.clock.now())).then(() => {
      this.#isRestarting = false
      this.startMachine(this.#isEnding ? true : undefined)
    })
  }

  /** A process that calls and calls, and never comes to rest, is ended: nothing else would. */
  #runaway(process: Process): void {
    this.#fail(new Violation('it comes to rest', `${process.name} made ${callsMax} calls`))
    process.kill('in a circle')
  }

  #judge(look: () => void): void {
    try {
      look()
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    this.failure ??= error instanceof Error ? error : new Error(String(error))
  }
}

function headOf(ref: string): string {
  return ref.slice('refs/heads/'.length)
}
