import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { installation } from '../../src/core/installation/decider.ts'
import type { RowChange } from '../../src/core/kernel/table.ts'
import { project } from '../../src/core/project/decider.ts'
import { kindOf } from '../../src/engine/ids.ts'
import { streamFrom, type AnyDecider } from '../../src/engine/stream.ts'
import type { StoredEvent, StoredRow } from '../../src/ports/store.ts'

/** What a store held of one stream when a release wrote it: all events, and the rows at one moment. */
export interface GoldenRows {
  readonly stream: string
  readonly sequence: number
  readonly version: number
  readonly now: number
  readonly rows: readonly StoredRow[]
}

export interface Golden {
  readonly name: string
  readonly events: readonly StoredEvent[]
  /** Taken halfway, and at the end. */
  readonly snapshots: readonly GoldenRows[]
}

export const deciders: Readonly<Record<string, AnyDecider>> = {
  project,
  installation,
}

export const goldenFolder = import.meta.dirname

export function goldenNames(): readonly string[] {
  const folders = readdirSync(goldenFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => name).toSorted()
}

export function readGolden(name: string): Golden {
  const read = (file: string) => readFileSync(join(goldenFolder, name, file), 'utf8')
  const events = read('events.jsonl').trimEnd().split('\n')
  return {
    name,
    events: events.map((line) => JSON.parse(line) as StoredEvent),
    snapshots: ['rows-halfway.json', 'rows.json'].map((file) => JSON.parse(read(file)) as GoldenRows),
  }
}

/** The rows that today's core makes of it, when it starts from a snapshot, or from nothing. */
export function rowsOf({ events }: Golden, from: GoldenRows, until: number, useSnapshot: boolean): readonly RowChange[] {
  const sequence = useSnapshot ? from.sequence : 0
  const decider = deciders[kindOf(from.stream)]
  if (!decider) throw new Error(`No decider for ${from.stream}`)
  const { state } = streamFrom(from.stream, decider, {
    sequence,
    version: from.version,
    now: from.now,
    nextWake: null,
    rows: useSnapshot ? from.rows : [],
    tail: events.filter((event) => event.sequence > sequence && event.sequence <= until),
  })
  return inOrder(decider.changes(decider.empty(from.stream), state))
}

/** As the store keeps them, and in its order. */
function inOrder(rows: readonly RowChange[]): readonly RowChange[] {
  const plain = JSON.parse(JSON.stringify(rows)) as readonly RowChange[]
  return plain.toSorted((a, b) => (a.table + a.key < b.table + b.key ? -1 : 1))
}
