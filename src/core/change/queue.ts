import type { Project } from '../project/state.ts'
import type { ChangeRow } from './change.ts'

/** The changes that somebody wants merged into a branch, first asked first. */
function queueOf(state: Project, branch: string): ChangeRow[] {
  const numbers = state.branches.get(branch)?.changes ?? []
  const rows = numbers.map((number) => state.changes.get(String(number))).filter((row) => row !== undefined)
  const asked = rows.filter((row) => row.into === branch && row.asked !== null)
  return asked.toSorted((a, b) => (a.asked?.at ?? 0) - (b.asked?.at ?? 0) || a.number - b.number)
}

/** 1 is next. A change that nobody asked for would come last. */
export function placeInQueue(state: Project, change: ChangeRow): number {
  if (!change.asked) return 1
  return queueOf(state, change.into).findIndex((row) => row.number === change.number) + 1
}
