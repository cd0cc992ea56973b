import { SeededRandom } from '../../src/lib/seeded-random.ts'
import { repositoryName, type SentMessage, type Stage } from './acts/stage.ts'
import { checkEnd } from './check/end.ts'
import { Violation } from './check/violation.ts'
import { actOf, type History, type Step } from './history/history.ts'
import { openSetting } from './history/setting.ts'
import type { Planted } from './planted/planted.ts'
import { Coverage } from './search/coverage.ts'
import { Simulation } from './world/simulation.ts'
import { projectStream, installationStream } from './world/streams.ts'

export interface Failure {
  readonly invariant: string
  readonly detail: string
  /** The number of the step after which it was seen. Null: at the end. */
  readonly step: number | null
}

export interface Result {
  readonly seed: string
  readonly failure: Failure | null
  readonly steps: number
  readonly inputs: number
  readonly environments: number
  readonly crashes: number
  readonly commits: number
  readonly events: number
  readonly servings: number
  readonly coverage: Coverage
  readonly log: readonly string[]
}

/** Plays one history from its beginning to its end, and says which rule did not hold. */
export async function runHistory(history: History, planted: Planted): Promise<Result> {
  const random = new SeededRandom(history.seed)
  const coverage = new Coverage()
  const setting = await openSetting(random.fork('setting'), new SeededRandom('pool'))
  const { seed, hasRivals } = history
  const simulation = new Simulation({ seed, setting, coverage, planted, hasRivals })
  const failure = await play(simulation, history, random, setting.texts, coverage)
  await simulation.store.close()
  const { watch, deaths, log, places } = simulation
  return {
    seed: history.seed,
    failure,
    steps: history.steps.length,
    inputs: simulation.sent.length,
    environments: watch.environmentsMax,
    crashes: deaths,
    commits: watch.commits,
    events: watch.events,
    servings: places.servings,
    coverage,
    log,
  }
}

/** With two engines that look for each other's work, long waits cost much and show little. */
const rivalGapMs = 8 * 60_000

async function play(
  simulation: Simulation,
  history: History,
  random: SeededRandom,
  texts: readonly string[],
  coverage: Coverage,
): Promise<Failure | null> {
  let number: number | null = -1
  try {
    await simulation.open()
    for (const step of history.steps) {
      number = step.number
      await simulation.clock.advance(history.hasRivals ? Math.min(step.afterMs, rivalGapMs) : step.afterMs)
      if (simulation.failure) break
      coverage.count('act', step.act)
      actOf(step.act)(stageOf(simulation, step, random.fork(`step ${step.number}`), texts))
      await simulation.clock.settle()
      if (simulation.failure) break
    }
    if (!simulation.failure) number = null
    if (!simulation.failure) await checkEnd(simulation)
    if (simulation.failure) throw simulation.failure
    return null
  } catch (error) {
    if (error instanceof Violation) return { invariant: error.invariant, detail: error.message, step: number }
    return { invariant: 'nothing throws', detail: error instanceof Error ? (error.stack ?? error.message) : String(error), step: number }
  }
}

/** What parts of the installation have said so far. */
function fromParts({ ledger }: Simulation): readonly SentMessage[] {
  const known = [...ledger.inputs.values()].filter(({ input }) => input.by.kind === 'part')
  return known.map(({ stream, input: { id, by, body } }) => ({ stream, id, by, body }))
}

function stageOf(simulation: Simulation, step: Step, random: SeededRandom, texts: readonly string[]): Stage {
  const { outside, watch } = simulation
  let said = 0
  const speak = (stream: string, by: string, body: { readonly kind: string }): void => {
    said += 1
    const id = `${step.number}.${said}`
    const message = { id, stream, by: { kind: 'person', name: by }, body } as const
    simulation.note(`${id} ${by}: ${JSON.stringify(body)}`)
    const fate = random.weighted({ prompt: 80, late: 10, twice: 5, lost: 5 })
    if (fate === 'lost') return simulation.send(message, 0, 1)
    simulation.send(message, fate === 'late' ? random.below(600_000) : 0)
    if (fate === 'twice') simulation.send(message, random.below(60_000))
  }
  return {
    random,
    outside,
    repository: outside.forge.repository(repositoryName),
    project: watch.project,
    installation: watch.installation,
    facts: watch.book.process,
    messages: () => [...simulation.sent, ...fromParts(simulation)],
    now: () => simulation.clock.now(),
    say: (by, body) => speak(projectStream, by, body),
    sayToAll: (by, body) => speak(installationStream, by, body),
    again: ({ stream, by, body }, id) => simulation.send({ stream, by, body, id }, 0),
    processText: (number) => texts[number % texts.length] ?? '',
    howItEnded: (effect) => simulation.howItEnded(effect),
    weather: (weather, forMs) => simulation.weather(weather, forMs),
    sweep: () => simulation.sweep(String(step.number)),
    crash: (crash) => simulation.crashes.arm(crash),
    rival: () => simulation.startMachine(),
    kill: () => simulation.kill(),
    powerCut: (forMs, when) => simulation.powerCut(forMs, when),
    skew: (ms) => simulation.skew(ms),
    note: (line) => simulation.note(`${step.number}. ${line}`),
  }
}
