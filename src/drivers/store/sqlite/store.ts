import type { ClaimedEffect, Commit, HistoryRow, NewInput, Store } from '../../../ports/store.ts'
import type { Outcome } from '../../../core/kernel/effect.ts'
import { integerOf, jsonOf, textOf } from './columns.ts'
import { Commits } from './commits.ts'
import { Database, lockedMsDefault, type DatabaseOptions } from './database.ts'
import { Effects } from './effects.ts'
import { asFault } from './faults.ts'
import { Inputs } from './inputs.ts'
import { Streams } from './streams.ts'
import { Writer } from './writer.ts'

export interface SqliteStoreOptions extends Partial<DatabaseOptions> {
  readonly path: string
  /**
   * Writes of one turn of the event loop share a transaction. Where nothing is written to a disk it gains
   * nothing, and a simulation wants each write made when it is asked for. By default: with full durability.
   */
  readonly isGathering?: boolean
}

/** The store in one SQLite file. Several connections and processes may have it open. */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const durability = options.durability ?? (options.path === ':memory:' ? 'none' : 'full')
  const { path, pagesMax = null, lockedMs = lockedMsDefault } = options
  const database = Database.open({ path, durability, pagesMax, lockedMs })
  return new SqliteStore(database, new Writer(database, options.isGathering ?? durability === 'full'))
}

class SqliteStore implements Store {
  readonly #database: Database
  readonly #writer: Writer
  readonly #inputs: Inputs
  readonly #streams: Streams
  readonly #effects: Effects
  readonly #commits: Commits

  constructor(database: Database, writer: Writer) {
    this.#database = database
    this.#writer = writer
    this.#inputs = new Inputs(database)
    this.#streams = new Streams(database)
    this.#effects = new Effects(database, this.#inputs)
    this.#commits = new Commits(database, this.#inputs, this.#effects)
  }

  accept(stream: string, inputs: readonly NewInput[], waitingMax: number | null) {
    return this.#writer.write(() => this.#inputs.accept(stream, inputs, waitingMax))
  }

  inbox(stream: string, limit: number) {
    return this.#read(() => this.#inputs.inbox(stream, limit))
  }

  answer(stream: string, input: string) {
    return this.#read(() => this.#inputs.answer(stream, input))
  }

  lease(stream: string, owner: string, now: number, until: number) {
    return this.#writer.write(() => this.#streams.lease(stream, owner, now, until))
  }

  head(stream: string) {
    return this.#read(() => this.#streams.head(stream))
  }

  release(stream: string, owner: string) {
    return this.#writer.write(() => this.#streams.release(stream, owner))
  }

  releaseAll(owner: string) {
    return this.#writer.write(() => {
      this.#streams.releaseAll(owner)
      this.#effects.releaseAll(owner)
    })
  }

  load(stream: string) {
    return this.#readTogether(() => this.#streams.load(stream))
  }

  commit(commit: Commit) {
    return this.#writer.write(() => this.#commits.commit(commit))
  }

  due(owner: string, now: number) {
    return this.#read(() => this.#streams.due(owner, now))
  }

  async claim(request: Parameters<Store['claim']>[0]) {
    if (!(await this.#read(() => this.#effects.hasFree(request)))) return []
    return await this.#writer.write(() => this.#effects.claim(request))
  }

  nextClaim(host: string | null, kinds: readonly string[], now: number) {
    return this.#read(() => this.#effects.nextClaim(host, kinds, now))
  }

  begin(effect: ClaimedEffect, owner: string) {
    return this.#writer.write(() => this.#effects.begin(effect, owner))
  }

  renew(effect: ClaimedEffect, owner: string, until: number) {
    return this.#writer.write(() => this.#effects.renew(effect, owner, until))
  }

  giveBack(effect: ClaimedEffect, owner: string, notBefore: number, isUntouched: boolean) {
    return this.#writer.write(() => this.#effects.giveBack(effect, owner, notBefore, isUntouched))
  }

  receive(effect: ClaimedEffect, owner: string, receipt: NewInput, outcome: Outcome) {
    return this.#writer.write(() => this.#effects.receive(effect, owner, receipt, outcome))
  }

  events(stream: string, after: number, limit: number) {
    return this.#read(() => this.#streams.events(stream, after, limit))
  }

  history(stream: string, table: string, before: number | null, limit: number) {
    return this.#read(() => this.#historyOf(stream, table, before ?? Number.MAX_SAFE_INTEGER, limit))
  }

  parked(stream: string | null, limit: number) {
    return this.#read(() => this.#inputs.parked(stream, limit))
  }

  unpark(stream: string, input: string) {
    return this.#writer.write(() => this.#inputs.unpark(stream, input))
  }

  streams() {
    return this.#read(() => this.#streams.names())
  }

  prune(before: number, limit: number) {
    return this.#writer.write(() => this.#inputs.prune(before, limit) + this.#effects.prune(before, limit))
  }

  /** What was asked for before is written first. */
  close(): Promise<void> {
    this.#writer.flush()
    this.#database.close()
    return Promise.resolve()
  }

  /** One statement: it sees what is there at one moment. */
  #read<Value>(read: () => Value): Promise<Value> {
    try {
      return Promise.resolve(read())
    } catch (error) {
      return Promise.reject(asFault(error))
    }
  }

  /** One transaction, so that another process's commit does not come between two statements. */
  #readTogether<Value>(read: () => Value): Promise<Value> {
    try {
      this.#database.run('begin')
      return Promise.resolve(read())
    } catch (error) {
      return Promise.reject(asFault(error))
    } finally {
      if (this.#database.isInTransaction) this.#database.run('commit')
    }
  }

  #historyOf(stream: string, table: string, before: number, limit: number): readonly HistoryRow[] {
    const select = this.#database.statement(
      `select number, sequence, at, key, version, row from history
       where stream = ? and table_name = ? and number < ? order by number desc limit ? + 0`,
    )
    return select.all(stream, table, before, limit).map((row) => ({
      number: integerOf(row, 'number'),
      sequence: integerOf(row, 'sequence'),
      at: integerOf(row, 'at'),
      key: textOf(row, 'key'),
      version: integerOf(row, 'version'),
      row: jsonOf(row, 'row'),
    }))
  }
}
