import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StoreFault } from '../../../ports/store.ts'
import { input, stream, waiting } from '../conformance/samples.ts'
import { openSqliteStore, type SqliteStoreOptions } from './store.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'branchline-store-'))
  path = join(folder, 'store.db')
})
afterEach(() => rm(folder, { recursive: true }))

describe('a file', () => {
  it('keeps everything when it is closed and opened again', async () => {
    const store = openSqliteStore({ path })
    await store.accept(stream, [input('a')], null)
    await store.close()
    const again = openSqliteStore({ path })
    expect(await waiting(again)).toEqual(['a'])
    await again.close()
  })

  it('with a write on its way when it is closed keeps that too', async () => {
    const store = openSqliteStore({ path })
    const accepted = store.accept(stream, [input('a')], null)
    await store.close()
    expect(await accepted).toEqual({ kind: 'accepted', isNew: [true] })
  })

  it('of another program is refused, and left as it is', async () => {
    const other = new DatabaseSync(path)
    other.exec('create table theirs (x)')
    other.close()
    const before = await readFile(path)
    expect(faultOf({ path })).toEqual(['foreign', `${path} is not a store of Branchline: it holds tables of another program`])
    expect((await readFile(path)).equals(before)).toBe(true)
  })

  it('that is no database is refused', async () => {
    await writeFile(path, 'a shopping list, and longer than the header of a database would be: '.repeat(20))
    expect(faultOf({ path })).toEqual(['foreign', 'This is not a store of Branchline (file is not a database)'])
  })

  it('that was cut off is refused', async () => {
    const store = openSqliteStore({ path })
    const many = Array.from({ length: 500 }, (_, index) => input(`${index}`))
    await store.accept(stream, many, null)
    await store.close()
    await truncate(path, 40_960)
    expect(faultOf({ path })[0]).toBe('damaged')
  })

  it('written by a newer program is refused when this one would misread it', async () => {
    await openSqliteStore({ path }).close()
    withDatabase((database) => database.exec('insert into migration (number, is_breaking) values (999, 1)'))
    expect(faultOf({ path })).toEqual([
      'newer',
      `${path} was written by a newer Branchline: it has format 999, and this program knows formats up to 1. ` +
        'Start the newer program, or restore the backup made before the upgrade',
    ])
  })

  it('written by a newer program is opened when that only added to it', async () => {
    await openSqliteStore({ path }).close()
    withDatabase((database) => database.exec('insert into migration (number, is_breaking) values (999, 0)'))
    await openSqliteStore({ path }).close()
  })

  it('in a folder that is not there is a fault, with the cause', () => {
    expect(faultOf({ path: join(folder, 'no', 'store.db') })).toEqual(['failed', 'The store failed: unable to open database file'])
  })
})

describe('a disk without room', () => {
  it('refuses what has no place, keeps all it acknowledged, and goes on when there is room', async () => {
    const store = openSqliteStore({ path, pagesMax: 40 })
    const kept: string[] = []
    let fault: unknown
    for (let index = 0; fault === undefined && index < 1000; index++) {
      try {
        await store.accept(stream, [input(`i${index}`, { body: 'x'.repeat(2000) })], null)
        kept.push(`i${index}`)
      } catch (error) {
        fault = error
      }
    }
    expect(fault).toMatchObject({
      name: 'StoreFault',
      code: 'full',
      message: 'There is no room left for the store (database or disk is full)',
    })
    expect(await waiting(store)).toEqual(kept.slice(0, 100))
    await store.close()
    const roomy = openSqliteStore({ path, pagesMax: 400 })
    expect(await roomy.accept(stream, [input('more', { body: 'x'.repeat(2000) })], null)).toEqual({ kind: 'accepted', isNew: [true] })
    expect(await waiting(roomy)).toEqual([...kept, 'more'].slice(0, 100))
    await roomy.close()
  })

  it('takes no write along that came at the same moment and fits', async () => {
    const store = openSqliteStore({ path, pagesMax: 40 })
    const results = await Promise.allSettled([
      store.accept('project/small', [input('a')], null),
      store.accept('project/large', [input('b', { body: 'x'.repeat(400_000) })], null),
    ])
    expect(results.map(({ status }) => status)).toContain('rejected')
    for (const [index, name] of ['project/small', 'project/large'].entries()) {
      expect((await waiting(store, name)).length).toBe(results[index]!.status === 'fulfilled' ? 1 : 0)
    }
    await store.close()
  })
})

describe('another connection that holds the file', () => {
  it('is waited for, and then a fault', async () => {
    const store = openSqliteStore({ path, lockedMs: 20 })
    const other = new DatabaseSync(path)
    other.exec('begin immediate')
    await expect(store.accept(stream, [input('a')], null)).rejects.toMatchObject({
      code: 'locked',
      message: 'Another connection held the store for too long (database is locked)',
    })
    expect(await waiting(store)).toEqual([])
    other.exec('commit')
    expect(await store.accept(stream, [input('a')], null)).toEqual({ kind: 'accepted', isNew: [true] })
    other.close()
    await store.close()
  })
})

function faultOf(options: SqliteStoreOptions): readonly [string, string] {
  try {
    void openSqliteStore(options).close()
  } catch (error) {
    const { code, message } = error as StoreFault
    return [code, message]
  }
  return ['none', '']
}

function withDatabase(change: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(path)
  change(database)
  database.close()
}
