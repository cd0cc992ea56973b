import type { PersonRow } from '../project/state.ts'
import type { Instant } from '../facts/time.ts'
import { Table, type RowChange } from '../kernel/table.ts'

export interface SettingsRow {
  /** Jobs that run at once, over all projects. */
  readonly slotsMax: number
  /** Asked for so far: the order in which slots are given. */
  readonly slotsAsked: number
}

export interface ProjectEntry {
  readonly stream: string
  readonly repository: string
  readonly governingBranch: string
}

/** A job's place among all that run. */
export interface SlotRow {
  readonly slot: string
  readonly stream: string
  readonly number: number
  readonly isGranted: boolean
  readonly since: Instant
}

/** Something another stream is to be told, until it has it. */
export interface TellingRow {
  readonly effect: string
  readonly stream: string
  readonly body: unknown
  readonly deadline: Instant
  readonly state: 'asked' | 'late'
}

export interface InstallationTables {
  readonly settings: SettingsRow
  readonly people: PersonRow
  readonly projects: ProjectEntry
  readonly slots: SlotRow
  readonly tellings: TellingRow
}

/** What all projects of an installation share: people, projects, machines. */
export type Installation = { readonly [Name in keyof InstallationTables]: Table<InstallationTables[Name]> }

const tableNames = ['settings', 'people', 'projects', 'slots', 'tellings'] as const

export const settingsKey = 'only'

export function fromInstallationRows(rows: Iterable<RowChange>): Installation {
  const tables = Object.fromEntries(tableNames.map((name) => [name, Table.empty<unknown>()]))
  for (const { table, key, row } of rows) {
    const known = tables[table]
    if (known && row !== null) tables[table] = known.set(key, row)
  }
  return tables as unknown as Installation
}

export function installationChanges(before: Installation, after: Installation): RowChange[] {
  const found: RowChange[] = []
  for (const table of tableNames) {
    for (const [key, row] of (before[table] as Table<unknown>).differences(after[table])) {
      found.push({ table, key, row: row ?? null })
    }
  }
  return found
}

export function slotKey(stream: string, slot: string): string {
  return `${stream} ${slot}`
}

export function slotsMax(state: Installation): number {
  return state.settings.get(settingsKey)?.slotsMax ?? 0
}
