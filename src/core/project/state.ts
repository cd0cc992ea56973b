import type { Boundaries } from '../kernel/calendar.ts'
import { Table, type RowChange } from '../kernel/table.ts'
import type { PipelineFacts } from '../facts/pipeline.ts'
import type { ProcessFacts } from '../facts/process.ts'
import type { Role } from '../facts/people.ts'
import type { Instant } from '../facts/time.ts'
import type { BranchRow } from '../change/branch.ts'
import type { ChangeRow } from '../change/change.ts'
import type { EnvironmentRow } from '../environment/environment.ts'
import type { EvidenceRow } from '../pipeline/evidence.ts'
import type { RunRow } from '../pipeline/run.ts'
import type { RolloutRow } from '../rollout/rollout.ts'
import type { Subject } from './subject.ts'
import type { WorkKind } from '../kernel/work.ts'

/** What every project has one of. */
export interface ProjectRow {
  /** The name of its stream. */
  readonly stream: string
  readonly repository: string
  /** The branch whose file governs, named at the installation and never in the file. */
  readonly governingBranch: string
  /** The commit whose file is in force. Null before the first. */
  readonly governingCommit: string | null
  /** Why the newest file on the governing branch is not in force. */
  readonly problem: string | null
  readonly changes: number
  readonly runs: number
  /** The highest generation of any environment that is gone: one that comes back begins above it. */
  readonly generations: number
  /** Nothing may touch the world, except going back. */
  readonly stopped: { readonly by: string; readonly reason: string; readonly since: Instant } | null
}

export interface PersonRow {
  readonly name: string
  readonly role: Role
}

/** An effect whose receipt has not come. */
export interface PendingRow {
  readonly id: string
  readonly work: WorkKind
  readonly subject: Subject
  /** What the subject wants of it, in the subject's own words. */
  readonly tag: string
  readonly isGuarded: boolean
  readonly since: Instant
  /** When people are told, unless it has ended: first that it is late, then again and again. */
  readonly deadline: Instant
  readonly permit: { readonly generation: number; readonly expires: Instant } | null
  readonly state: 'asked' | 'late' | 'unknown'
}

export interface Tables {
  readonly project: ProjectRow
  readonly process: ProcessFacts
  /** Process files' pipelines, by the files' digest. */
  readonly pipelines: PipelineFacts
  readonly people: PersonRow
  readonly calendars: Boundaries
  readonly branches: BranchRow
  readonly changes: ChangeRow
  readonly runs: RunRow
  readonly evidence: EvidenceRow
  readonly environments: EnvironmentRow
  readonly rollouts: RolloutRow
  readonly pending: PendingRow

  /** The effect that a subject waits for under a tag: `subject tag`. */
  readonly asked: string
  /** Until when a subject asks the world nothing, because it could not answer. */
  readonly rests: Instant
  /** When people were last told that a subject waits long. */
  readonly reminded: Instant
  /** When a subject wants to be looked at again. */
  readonly alarms: Instant
}

/** All that is live in one project. Finished things have left it and are history in the store. */
export type Project = { readonly [Name in keyof Tables]: Table<Tables[Name]> }

const tableNames = [
  'project',
  'process',
  'pipelines',
  'people',
  'calendars',
  'branches',
  'changes',
  'runs',
  'evidence',
  'environments',
  'rollouts',

  'pending',
  'asked',
  'rests',
  'reminded',
  'alarms',
] as const satisfies readonly (keyof Tables)[]

export function emptyProject(): Project {
  return fromRows([])
}

/** A state with one row replaced. */
export function put<Name extends keyof Tables>(state: Project, table: Name, key: string, row: Tables[Name]): Project {
  const rows = state[table] as unknown as Table<Tables[Name]>
  return Object.assign({ ...state }, { [table]: rows.set(key, row) })
}

export function drop(state: Project, table: keyof Tables, key: string): Project {
  const rows = state[table] as Table<unknown>
  return rows.has(key) ? Object.assign({ ...state }, { [table]: rows.delete(key) }) : state
}

/** A state with one row changed. A row that is not there stays away. */
export function edit<Name extends keyof Tables>(
  state: Project,
  table: Name,
  key: string,
  change: (row: Tables[Name]) => Tables[Name],
): Project {
  const row = (state[table] as unknown as Table<Tables[Name]>).get(key)
  return row === undefined ? state : put(state, table, key, change(row))
}

export function changes(before: Project, after: Project): RowChange[] {
  const found: RowChange[] = []
  for (const table of tableNames) {
    if (before[table] === (after[table] as unknown)) continue
    for (const [key, row] of (before[table] as Table<unknown>).differences(after[table])) {
      found.push({ table, key, row: row ?? null })
    }
  }
  return found
}

export function fromRows(rows: Iterable<RowChange>): Project {
  const tables = Object.fromEntries(tableNames.map((name) => [name, Table.empty<unknown>()]))
  for (const { table, key, row } of rows) {
    const known = tables[table]
    if (known && row !== null) tables[table] = known.set(key, row)
  }
  return tables as unknown as Project
}

const only = 'only'

/** The project's own row. Null before it is opened. */
export function projectRow(state: Project): ProjectRow | null {
  return state.project.get(only) ?? null
}

/** The process file in force. Null before the first. */
export function processOf(state: Project): ProcessFacts | null {
  return state.process.get(only) ?? null
}

export function putProject(state: Project, row: ProjectRow): Project {
  return put(state, 'project', only, row)
}

export function editProject(state: Project, change: (row: ProjectRow) => ProjectRow): Project {
  return edit(state, 'project', only, change)
}

export function putProcess(state: Project, facts: ProcessFacts): Project {
  return put(state, 'process', only, facts)
}

export function askedKey(subject: Subject, tag: string): string {
  return `${subject} ${tag}`
}

/** What a subject waits for under this tag, if it does. */
export function awaited(state: Project, subject: Subject, tag: string): PendingRow | null {
  const effect = state.asked.get(askedKey(subject, tag))
  return effect === undefined ? null : (state.pending.get(effect) ?? null)
}
