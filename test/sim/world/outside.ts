import { FakeArtifacts } from '../../../src/drivers/artifacts/fake/artifacts.ts'
import { FakeDatabases, type MigrationPlan } from '../../../src/drivers/databases/fake/databases.ts'
import { FakeExecutor } from '../../../src/drivers/executor/fake/executor.ts'
import { failed, type JobPlan } from '../../../src/drivers/executor/fake/job.ts'
import { FakeForge } from '../../../src/drivers/forge/fake/forge.ts'
import { FakeNotify } from '../../../src/drivers/notify/fake/notify.ts'
import { FakeTarget, type Startup } from '../../../src/drivers/target/fake/target.ts'
import { Faults } from '../../../src/lib/faults.ts'
import type { SeededRandom } from '../../../src/lib/seeded-random.ts'
import { sha256 } from '../../../src/lib/sha256.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Migration } from '../../../src/ports/database.ts'
import type { JobRequest } from '../../../src/ports/executor.ts'
import type { Activation } from '../../../src/ports/target.ts'
import { weathers, type Weather } from './weather.ts'

/** Everything Branchline touches, as fakes on one clock. It survives every crash. */
export interface Outside {
  readonly forge: FakeForge
  readonly executor: FakeExecutor
  readonly artifacts: FakeArtifacts
  readonly target: FakeTarget
  readonly databases: FakeDatabases
  readonly notify: FakeNotify
  weather(weather: Weather): void
  /** From now on nothing goes wrong any more. */
  calm(): void
}

export function openOutside(clock: Clock, random: SeededRandom): Outside {
  const faultsOf = (name: string): Faults => new Faults(clock, random.fork(name), weathers.fine)
  const isSloppy = random.fork('sloppy').chance(0.4)
  const outside = {
    forge: new FakeForge({ faults: faultsOf('forge'), hooksLost: random.fork('hooks').pick([0, 0.1, 0.3]) }),
    executor: new FakeExecutor({
      clock,
      faults: faultsOf('executor'),
      plan: planJobs(random.fork('jobs')),
      rates: isSloppy ? { machineLost: 0.05, secondThoughts: 0.2, forgets: 0.1 } : { machineLost: 0.01, secondThoughts: 0, forgets: 0 },
      cancelMs: 10_000,
    }),
    artifacts: new FakeArtifacts({ faults: faultsOf('artifacts') }),
    target: new FakeTarget({
      clock,
      faults: faultsOf('target'),
      canCompareGenerations: random.fork('compares').chance(0.7),
      startup: planStartups(random.fork('startups')),
      leftovers: isSloppy ? 0.3 : 0,
    }),
    databases: new FakeDatabases({ clock, faults: faultsOf('databases'), plan: planMigrations(random.fork('migrations')) }),
    notify: new FakeNotify({ faults: faultsOf('notify') }),
  }
  const all = Object.values(outside).map(({ faults }) => faults)
  return {
    ...outside,
    weather: (weather) => {
      const isOfOne = weather === 'forge down' || weather === 'target down'
      for (const faults of all) faults.rates = weathers[isOfOne ? 'fine' : weather]
      if (weather === 'forge down') outside.forge.faults.rates = weathers[weather]
      if (weather === 'target down') outside.target.faults.rates = weathers[weather]
    },
    calm: () => {
      for (const faults of all) faults.stop()
    },
  }
}

function planJobs(random: SeededRandom): (request: JobRequest) => JobPlan {
  return (request) => {
    const draw = random.fork(request.handle)
    const durationMs = draw.chance(0.006) ? null : draw.between(2, 180) * 1000
    if (draw.chance(0.012)) return { durationMs, result: failed(`exit ${draw.between(1, 3)}`) }
    // Most builds give the same bytes for the same input; some stamp the time into them.
    const stamp = draw.chance(0.1) ? request.handle : ''
    const artifact = request.artifacts.length > 0 ? sha256(`${request.artifactIdentity}${stamp}`) : null
    const outputs = Object.fromEntries(request.outputs.map((name) => [name, `${name} of ${request.commit.slice(0, 7)}`]))
    return { durationMs, result: { outcome: 'passed', reason: 'exit 0', artifact, outputs, coverage: null } }
  }
}

function planStartups(random: SeededRandom): (activation: Activation) => Startup {
  return ({ components }) => {
    const digests = Object.entries(components)
    const broken = digests.find(([, { digest }]) => random.fork(digest).chance(0.1))
    return {
      ms: random.fork(JSON.stringify(digests)).between(1, 60) * 1000,
      notReady: broken ? { component: broken[0], detail: 'exit 1' } : null,
    }
  }
}

function planMigrations(random: SeededRandom): (migration: Migration) => MigrationPlan {
  return ({ environment, digest, generation }) => {
    const draw = random.fork(`${environment} ${digest} ${generation}`)
    const fate = draw.weighted({ migrated: 90, failed: 6, dies: 4 })
    const ms = draw.between(1, 120) * 1000
    if (fate === 'failed') return { ms, result: { kind: 'failed', detail: 'exit 1' } }
    return { ms, result: { kind: fate } }
  }
}
