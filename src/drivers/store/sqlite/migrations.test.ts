import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { migrate, readMigrations, type Migration } from './migrations.ts'

const file = { path: 'store.db', applicationId: 7 }
const first: Migration = { number: 1, isBreaking: false, sql: 'create table one (x) strict' }

describe('migrations', () => {
  it('are applied once each, in order', () => {
    const database = new DatabaseSync(':memory:')
    const second = { number: 2, isBreaking: true, sql: 'alter table a add column y text; insert into a values (1, null)' }
    const all = [{ ...first, sql: 'create table a (x integer) strict' }, second]
    migrate(database, file, all.slice(0, 1))
    migrate(database, file, all)
    migrate(database, file, all)
    expect(database.prepare('select * from a').all()).toEqual([{ x: 1, y: null }])
    expect(database.prepare('select * from migration').all()).toEqual([
      { number: 1, is_breaking: 0 },
      { number: 2, is_breaking: 1 },
    ])
  })

  it('that fail leave the store in the format before them', () => {
    const database = new DatabaseSync(':memory:')
    const one = { ...first, sql: 'create table a (x integer) strict' }
    const broken = { number: 2, isBreaking: false, sql: 'create table b (x integer) strict; insert into nowhere values (1)' }
    expect(() => migrate(database, file, [one, broken])).toThrow('no such table: nowhere')
    expect(database.prepare("select name from sqlite_schema where name in ('a', 'b')").all()).toEqual([{ name: 'a' }])
    expect(database.prepare('select number from migration').all()).toEqual([{ number: 1 }])
    expect(database.isTransaction).toBe(false)
  })

  it('of this program are numbered without a gap, and say whether they break what is older', () => {
    const all = readMigrations()
    expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1))
  })

  it('must say whether they break what is older', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'branchline-sql-'))
    await writeFile(join(folder, '000001.sql'), 'create table a (x) strict')
    expect(() => readMigrations(folder)).toThrow('sql/sqlite/000001.sql must begin with "-- breaking: yes" or "-- breaking: no"')
    await rm(folder, { recursive: true })
  })
})
