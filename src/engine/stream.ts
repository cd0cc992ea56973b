import type { Decider } from '../core/kernel/decider.ts'
import type { RowChange } from '../core/kernel/table.ts'
import type { LoadedStream, StoredRow } from '../ports/store.ts'

/** A decider of any kind of stream: the engine hands on what it holds, and never looks inside. */
export type AnyDecider = Decider<unknown, unknown, unknown, unknown>

/** A stream in memory: the state, and how far the store has it. */
export interface Stream {
  readonly name: string
  readonly decider: AnyDecider
  readonly state: unknown
  /** The state that the rows in the store give. */
  readonly saved: unknown
  /** Rows in an older format, as they are to be written with the next commit. */
  readonly migrated: readonly RowChange[]
  readonly sequence: number
  readonly now: number
  readonly nextWake: number | null
}

/** Thrown for a stream that a newer program has written to. */
class NewerStream extends Error {}

/** Snapshot plus tail: rows and events of older formats pass through the decider's migrations first. */
export function streamFrom(name: string, decider: AnyDecider, loaded: LoadedStream): Stream {
  if (loaded.version > decider.version) {
    throw new NewerStream(
      `${name} has format ${loaded.version}, and this program knows formats up to ${decider.version}: start the newer program`,
    )
  }
  const rows = loaded.rows.map((row) => ({ row, now: rowNow(decider, row) }))
  const saved = decider.fromRows(
    name,
    rows.flatMap(({ now }) => now ?? []),
  )
  const state = loaded.tail.reduce(
    (before, { event, version }) => decider.apply(before, version < decider.version ? decider.upcast(event, version) : event),
    saved,
  )
  return {
    name,
    decider,
    state,
    saved,
    migrated: rows.flatMap(({ row, now }) => (row.version < decider.version ? rewritten(row, now) : [])),
    sequence: loaded.tail.at(-1)?.sequence ?? loaded.sequence,
    now: loaded.now,
    nextWake: loaded.nextWake,
  }
}

function rowNow(decider: AnyDecider, { table, key, row, version }: StoredRow): RowChange | null {
  return version < decider.version ? decider.migrate({ table, key, row }, version) : { table, key, row }
}

function rewritten(row: StoredRow, now: RowChange | null): readonly RowChange[] {
  const gone = { table: row.table, key: row.key, row: null }
  if (!now) return [gone]
  return now.table === row.table && now.key === row.key ? [now] : [gone, now]
}
