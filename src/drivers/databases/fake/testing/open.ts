import type { Clock } from '../../../../ports/clock.ts'
import { Faults } from '../../../../lib/faults.ts'
import { SeededRandom } from '../../../../lib/seeded-random.ts'
import type { DatabasesUnderTest, Doing } from '../../conformance.ts'
import { FakeDatabases, type MigrationPlan } from '../databases.ts'

const clock: Clock = { now: () => 0, sleep: async () => {} }

const results: Readonly<Record<Doing, MigrationPlan['result']>> = {
  succeeds: { kind: 'migrated' },
  fails: { kind: 'failed', detail: 'exit 1' },
  'loses its connection': { kind: 'dies' },
}

/** Fake databases where only what is asked for goes wrong. */
export async function openFakeDatabases(): Promise<DatabasesUnderTest> {
  const plan = ({ command }: { readonly command: string }): MigrationPlan => ({ ms: 0, result: results[command as Doing] })
  const databases = new FakeDatabases({ clock, faults: new Faults(clock, new SeededRandom('databases')), plan })
  const runs: string[] = []
  databases.onMigrate = ({ environment }) => runs.push(environment)
  return {
    databases,
    database: 'fake',
    command: (doing) => doing,
    timesRun: async (environment) => runs.filter((name) => name === environment).length,
    reopen: async () => databases,
    close: async () => {},
  }
}
