import type { Commit, Committed } from '../../../ports/store.ts'
import type { RowChange } from '../../../core/kernel/table.ts'
import { asJson, Unstorable } from './columns.ts'
import type { Database } from './database.ts'
import type { Effects } from './effects.ts'
import type { Inputs } from './inputs.ts'
import { TakenBack } from './writer.ts'

const stale: Committed = { kind: 'stale' }

export class Commits {
  readonly #database: Database
  readonly #inputs: Inputs
  readonly #effects: Effects

  constructor(database: Database, inputs: Inputs, effects: Effects) {
    this.#database = database
    this.#inputs = inputs
    this.#effects = effects
  }

  commit(commit: Commit): Committed {
    try {
      return this.#store(commit)
    } catch (error) {
      if (error instanceof Unstorable) throw new TakenBack<Committed>({ kind: 'refused', problem: error.message })
      throw error
    }
  }

  #store(commit: Commit): Committed {
    const sequence = commit.after + commit.events.length
    this.#advance(commit, sequence)
    this.#settleInputs(commit)
    this.#insertEvents(commit)
    for (const change of commit.rows ?? []) this.#write(commit, change, sequence)
    for (const effect of commit.effects) this.#effects.insert(commit.stream, effect)
    for (const id of commit.settled) this.#effects.settle(commit.stream, id, commit.now)
    const withdrawn = commit.withdrawn.map(({ effect, receipt }) => this.#effects.withdraw(commit.stream, effect, receipt))
    return {
      kind: 'committed',
      sequence,
      cancelRequested: commit.withdrawn.filter((_, index) => withdrawn[index] === 'requested').map(({ effect }) => effect),
      newInputs: withdrawn.filter((result) => result === 'ended').length,
    }
  }

  /** Compares and swaps: what was decided on an older state does not get past here. */
  #advance(commit: Commit, sequence: number): void {
    const { stream, after, version, now, nextWake } = commit
    const update = this.#database.statement(
      `update stream set sequence = ?, rows_sequence = iif(?, ?, rows_sequence), version = max(version, ?), now = ?, next_wake = ?
       where name = ? and sequence = ?`,
    )
    const changed = update.run(sequence, commit.rows === null ? 0 : 1, sequence, version, now, nextWake, stream, after)
    if (changed.changes !== 1) throw new TakenBack(stale)
  }

  #settleInputs({ stream, now, answers, parked }: Commit): void {
    for (const { input, answer } of answers) if (!this.#inputs.settle(stream, input, now, answer)) throw new TakenBack(stale)
    for (const { input, reason } of parked) if (!this.#inputs.park(stream, input, reason)) throw new TakenBack(stale)
  }

  #insertEvents({ stream, after, version, now, events }: Commit): void {
    const insert = this.#database.statement('insert into event (stream, sequence, version, at, input, event) values (?, ?, ?, ?, ?, ?)')
    events.forEach(({ input, event }, index) => {
      insert.run(stream, after + 1 + index, version, now, input, asJson(event, `An event of ${input}`))
    })
  }

  #write({ stream, version, now }: Commit, { table, key, row }: RowChange, sequence: number): void {
    if (row !== null) {
      const upsert = this.#database.statement(
        `insert into state_row (stream, table_name, key, version, row) values (?, ?, ?, ?, ?)
         on conflict (stream, table_name, key) do update set version = excluded.version, row = excluded.row`,
      )
      upsert.run(stream, table, key, version, asJson(row, `Row ${table} ${key}`))
      return
    }
    const keep = this.#database.statement(
      `insert into history (stream, table_name, key, sequence, at, version, row)
       select stream, table_name, key, ?, ?, version, row from state_row where stream = ? and table_name = ? and key = ?`,
    )
    keep.run(sequence, now, stream, table, key)
    this.#database.statement('delete from state_row where stream = ? and table_name = ? and key = ?').run(stream, table, key)
  }
}
