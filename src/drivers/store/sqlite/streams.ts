import type { LoadedStream, StoredEvent, StoredRow, StreamHead } from '../../../ports/store.ts'
import { integerOf, jsonOf, optionalInteger, optionalText, textOf, type Columns } from './columns.ts'
import type { Database } from './database.ts'

const neverWritten = { sequence: 0, rows_sequence: 0, version: 0, now: 0, next_wake: null }

export class Streams {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  lease(stream: string, owner: string, now: number, until: number): StreamHead | null {
    const update = this.#database.statement(
      `insert into stream (name, owner, lease_until) values (?, ?, ?)
       on conflict (name) do update set owner = excluded.owner, lease_until = excluded.lease_until
       where owner is null or owner = excluded.owner or lease_until <= ?
       returning sequence, version, now, next_wake`,
    )
    const row = update.get(stream, owner, until, now)
    return row ? headOf(row) : null
  }

  head(stream: string): StreamHead {
    const row = this.#database.statement('select sequence, version, now, next_wake from stream where name = ?').get(stream)
    return headOf(row ?? neverWritten)
  }

  release(stream: string, owner: string): void {
    this.#database.statement('update stream set owner = null, lease_until = 0 where name = ? and owner = ?').run(stream, owner)
  }

  releaseAll(owner: string): void {
    this.#database.statement('update stream set owner = null, lease_until = 0 where owner = ?').run(owner)
  }

  load(stream: string): LoadedStream {
    const found = this.#database.statement('select sequence, rows_sequence, version, now, next_wake from stream where name = ?').get(stream)
    const row = found ?? neverWritten
    const sequence = integerOf(row, 'rows_sequence')
    return {
      ...headOf(row),
      sequence,
      rows: this.#rows(stream),
      tail: this.events(stream, sequence, -1),
    }
  }

  #rows(stream: string): readonly StoredRow[] {
    const select = this.#database.statement('select table_name, key, version, row from state_row where stream = ? order by table_name, key')
    return select.all(stream).map((row) => ({
      table: textOf(row, 'table_name'),
      key: textOf(row, 'key'),
      version: integerOf(row, 'version'),
      row: jsonOf(row, 'row'),
    }))
  }

  /** A negative limit is none. */
  events(stream: string, after: number, limit: number): readonly StoredEvent[] {
    const select = this.#database.statement(
      'select sequence, version, at, input, event from event where stream = ? and sequence > ? order by sequence limit ? + 0',
    )
    return select.all(stream, after, limit).map((row) => ({
      sequence: integerOf(row, 'sequence'),
      version: integerOf(row, 'version'),
      at: integerOf(row, 'at'),
      input: textOf(row, 'input'),
      event: jsonOf(row, 'event'),
    }))
  }

  due(owner: string, now: number): { readonly streams: readonly string[]; readonly next: number | null } {
    const select = this.#database.statement(
      `select name, owner, lease_until, next_wake,
         exists (select 1 from input where stream = stream.name and answer is null and parked is null) as has_inputs
       from stream order by name`,
    )
    const streams: string[] = []
    let next: number | null = null
    for (const row of select.all()) {
      const from = dueFrom(row, owner, now)
      if (from !== null && from <= now) streams.push(textOf(row, 'name'))
      else if (from !== null && (next === null || from < next)) next = from
    }
    return { streams, next }
  }

  names(): readonly string[] {
    return this.#database
      .statement('select name from stream order by name')
      .all()
      .map((row) => textOf(row, 'name'))
  }
}

function headOf(row: Columns): StreamHead {
  return {
    sequence: integerOf(row, 'sequence'),
    version: integerOf(row, 'version'),
    now: integerOf(row, 'now'),
    nextWake: optionalInteger(row, 'next_wake'),
  }
}

/** From when on this owner may have something to do there. Null: not before something new comes. */
function dueFrom(row: Columns, owner: string, now: number): number | null {
  const wanted = row['has_inputs'] === 1 ? now : optionalInteger(row, 'next_wake')
  if (wanted === null) return null
  const holder = optionalText(row, 'owner')
  const free = holder === null || holder === owner ? now : integerOf(row, 'lease_until')
  return Math.max(wanted, free)
}
