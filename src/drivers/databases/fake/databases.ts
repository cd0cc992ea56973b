import type { Databases, Migration, MigrationResult } from '../../../ports/database.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Faults } from '../../../lib/faults.ts'

/** What a migration comes to, and how long it takes. `dies` leaves a beginning without an end. */
export interface MigrationPlan {
  readonly ms: number
  readonly result: MigrationResult | { readonly kind: 'dies' }
}

export interface FakeDatabasesOptions {
  readonly clock: Clock
  readonly faults: Faults
  readonly plan?: (migration: Migration) => MigrationPlan
}

interface Note {
  readonly migration: Migration
  end: MigrationResult | null
}

/** Databases in memory, as notes of what was done to them. */
export class FakeDatabases implements Databases {
  readonly faults: Faults
  /** Told when the command begins to run against a database. */
  onMigrate: (migration: Migration) => void = () => {}
  onRemove: (environment: string) => void = () => {}
  readonly #clock: Clock
  readonly #plan: (migration: Migration) => MigrationPlan
  readonly #notes = new Map<string, Note>()

  constructor({ clock, faults, plan = atOnce }: FakeDatabasesOptions) {
    this.#clock = clock
    this.faults = faults
    this.#plan = plan
  }

  async migrate(migration: Migration): Promise<MigrationResult> {
    return await this.faults.perform('databases.migrate', migration.environment, () => this.#migrate(migration))
  }

  async progress(migration: Migration): Promise<'absent' | 'begun' | MigrationResult> {
    return await this.faults.perform('databases.progress', migration.environment, () => {
      const note = this.#notes.get(keyOf(migration))
      return note ? (note.end ?? 'begun') : 'absent'
    })
  }

  async remove(environment: string): Promise<void> {
    await this.faults.perform('databases.remove', environment, () => {
      for (const [key, { migration }] of this.#notes) if (migration.environment === environment) this.#notes.delete(key)
      this.onRemove(environment)
    })
  }

  /** Environments that have a database. */
  environments(): readonly string[] {
    return [...new Set([...this.#notes.values()].map(({ migration }) => migration.environment))]
  }

  async #migrate(migration: Migration): Promise<MigrationResult> {
    const key = keyOf(migration)
    const noted = this.#notes.get(key)
    if (noted?.end) return noted.end
    if (noted) throw new Error(`A migration of ${migration.component} has begun in ${migration.environment} and has not ended.`)
    const note: Note = { migration, end: null }
    this.#notes.set(key, note)
    this.onMigrate(migration)
    const { ms, result } = this.#plan(migration)
    if (ms > 0) await this.#clock.sleep(ms)
    if (result.kind === 'dies') throw new Error('The connection was lost in the middle of a migration.')
    note.end = result
    return result
  }
}

function keyOf({ environment, component, database, command, digest, generation }: Migration): string {
  return JSON.stringify([environment, component, database, command, digest, generation])
}

function atOnce(): MigrationPlan {
  return { ms: 0, result: { kind: 'migrated' } }
}
