import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Databases, Migration } from '../../ports/database.ts'

/** What the migrations of this suite do. */
export type Doing = 'succeeds' | 'fails' | 'loses its connection'

export interface DatabasesUnderTest {
  readonly databases: Databases
  /** The kind of database, and the command that does this to it. */
  readonly database: string
  command(doing: Doing): string
  /** How many times a command began to run in an environment. */
  timesRun(environment: string): Promise<number>
  reopen(): Promise<Databases>
  close(): Promise<void>
}

/** What every kind of database promises. */
export function describeDatabases(name: string, open: () => Promise<DatabasesUnderTest>): void {
  describe(name, () => {
    let under: DatabasesUnderTest
    const migration = (doing: Doing, other: Partial<Migration> = {}): Migration => ({
      environment: 'dev',
      component: 'api',
      database: under.database,
      command: under.command(doing),
      digest: 'digest-1',
      generation: 1,
      ...other,
    })
    beforeEach(async () => {
      under = await open()
    })
    afterEach(async () => under.close())

    test('a migration is noted with its end', async () => {
      const { databases, reopen } = under
      expect(await databases.progress(migration('succeeds'))).toBe('absent')
      expect(await databases.migrate(migration('succeeds'))).toEqual({ kind: 'migrated' })
      expect(await (await reopen()).progress(migration('succeeds'))).toEqual({ kind: 'migrated' })
    })

    test('one that fails says why', async () => {
      const { databases } = under
      const result = await databases.migrate(migration('fails'))
      expect(result).toMatchObject({ kind: 'failed', detail: expect.any(String) as unknown })
      expect(await databases.progress(migration('fails'))).toEqual(result)
    })

    test('one that has ended is not done again', async () => {
      const { databases, timesRun } = under
      await databases.migrate(migration('succeeds'))
      expect(await databases.migrate(migration('succeeds'))).toEqual({ kind: 'migrated' })
      expect(await timesRun('dev')).toBe(1)
    })

    test('one that has begun and not ended is a person’s to look at', async () => {
      const { databases, reopen, timesRun } = under
      await expect(databases.migrate(migration('loses its connection'))).rejects.toThrow()
      const later = await reopen()
      expect(await later.progress(migration('loses its connection'))).toBe('begun')
      await expect(later.migrate(migration('loses its connection'))).rejects.toThrow()
      expect(await timesRun('dev')).toBe(1)
    })

    test('another generation is another migration', async () => {
      const { databases, timesRun } = under
      await databases.migrate(migration('succeeds'))
      expect(await databases.progress(migration('succeeds', { generation: 2 }))).toBe('absent')
      expect(await databases.migrate(migration('succeeds', { generation: 2 }))).toEqual({ kind: 'migrated' })
      expect(await timesRun('dev')).toBe(2)
    })

    test('each environment has its own', async () => {
      const { databases } = under
      await databases.migrate(migration('succeeds'))
      await databases.migrate(migration('succeeds', { environment: 'staging' }))
      await databases.remove('dev')
      expect(await databases.progress(migration('succeeds'))).toBe('absent')
      expect(await databases.progress(migration('succeeds', { environment: 'staging' }))).toEqual({ kind: 'migrated' })
    })

    test('removing what is not there is fine', async () => {
      await expect(under.databases.remove('nowhere')).resolves.toBeUndefined()
    })
  })
}
