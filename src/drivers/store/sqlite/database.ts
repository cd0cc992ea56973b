import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { StoreFault } from '../../../ports/store.ts'
import { asFault } from './faults.ts'
import { migrate } from './migrations.ts'

/** In the header of the file, so that no other program's file is taken for ours: "BrLn". */
const applicationId = 0x42724c6e

/** How long a call waits for another connection that writes, unless something else is said. */
export const lockedMsDefault = 5_000

/** Files up to this size are checked whole when they are opened; larger ones when a page is read. */
const checkedBytesMax = 64 * 1024 * 1024

export interface DatabaseOptions {
  /** A file, or `:memory:`. */
  readonly path: string
  /** `none` loses what was written last when the machine loses power: for simulations, and copies that can be made again. */
  readonly durability: 'full' | 'none'
  /** Pages of 4 KiB the file may have. Null: as many as fit on the disk. */
  readonly pagesMax: number | null
  readonly lockedMs: number
}

/** A connection, with its statements prepared once each. */
export class Database {
  readonly #connection: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  private constructor(connection: DatabaseSync) {
    this.#connection = connection
  }

  static open(options: DatabaseOptions): Database {
    let connection: DatabaseSync | null = null
    try {
      connection = new DatabaseSync(options.path, { timeout: options.lockedMs, enableForeignKeyConstraints: false })
      refuseForeign(connection, options.path)
      connection.exec(`pragma journal_mode = wal; pragma synchronous = ${options.durability === 'full' ? 'full' : 'off'}`)
      migrate(connection, { path: options.path, applicationId })
      if (options.pagesMax !== null) connection.exec(`pragma max_page_count = ${Math.trunc(options.pagesMax)}`)
      return new Database(connection)
    } catch (error) {
      connection?.close()
      throw asFault(error)
    }
  }

  get isInTransaction(): boolean {
    return this.#connection.isTransaction
  }

  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const made = this.#connection.prepare(sql)
    this.#statements.set(sql, made)
    return made
  }

  run(sql: string): void {
    this.statement(sql).run()
  }

  close(): void {
    this.#statements.clear()
    this.#connection.close()
  }
}

function refuseForeign(connection: DatabaseSync, path: string): void {
  const id = pragma(connection, 'application_id')
  const tables = connection.prepare('select count(*) as count from sqlite_schema').get()?.['count']
  if (id !== applicationId && tables !== 0) {
    throw new StoreFault('foreign', `${path} is not a store of Branchline: it holds tables of another program`)
  }
  const bytes = pragma(connection, 'page_count') * pragma(connection, 'page_size')
  if (bytes > checkedBytesMax) return
  const found = connection.prepare('pragma quick_check(1)').get()?.['quick_check']
  if (found !== 'ok') throw new StoreFault('damaged', `${path} is damaged: ${String(found)}. Put the newest backup in its place`)
}

function pragma(connection: DatabaseSync, name: string): number {
  return Number(connection.prepare(`pragma ${name}`).get()?.[name])
}
