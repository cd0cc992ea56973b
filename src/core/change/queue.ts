import type { Table } from '../kernel/table.ts'
import type { Project } from '../project/state.ts'
import type { ChangeRow } from './change.ts'

/** 1 is next. A change that nobody asked for would come last. */
export function placeInQueue(state: Project, change: ChangeRow): number {
  if (!change.asked || !state.branches.has(change.into)) return 1
  return (queuesOf(state.changes).get(change.into)?.get(change.number) ?? 0) + 1
}

/** The change whose turn it is, and the one whose turn it is when that goes. */
export function nextInQueue(state: Project, branch: string): number[] {
  const next: number[] = []
  for (const number of queuesOf(state.changes).get(branch)?.keys() ?? []) {
    if (next.push(number) === 2) break
  }
  return next
}

type Queues = ReadonlyMap<string, ReadonlyMap<number, number>>

const known = new WeakMap<Table<ChangeRow>, Queues>()

/** By branch, the changes that somebody wants merged into it, first asked first, with their places. */
function queuesOf(changes: Table<ChangeRow>): Queues {
  const before = known.get(changes)
  if (before) return before
  const asked = [...changes.values()].filter((row) => row.asked !== null)
  const queues = new Map<string, Map<number, number>>()
  for (const row of asked.toSorted((a, b) => (a.asked?.at ?? 0) - (b.asked?.at ?? 0) || a.number - b.number)) {
    const queue = queues.get(row.into) ?? new Map<number, number>()
    queues.set(row.into, queue.set(row.number, queue.size))
  }
  known.set(changes, queues)
  return queues
}
