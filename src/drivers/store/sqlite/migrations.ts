import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { StoreFault } from '../../../ports/store.ts'

export interface Migration {
  readonly number: number
  /** A program without it can no longer use the store. */
  readonly isBreaking: boolean
  readonly sql: string
}

const folderInPackage = 'sql/sqlite'

/** Brings the store to the newest format, each step in a transaction of its own. Two that open it at once take turns. */
export function migrate(
  connection: DatabaseSync,
  file: { readonly path: string; readonly applicationId: number },
  migrations = readMigrations(),
): void {
  inTransaction(connection, () => {
    // Signed with the first table, so that a crash right after leaves no file that nobody knows.
    connection.exec(`pragma application_id = ${file.applicationId}`)
    refuseNewer(appliedIn(connection), migrations, file.path)
  })
  for (const migration of migrations) inTransaction(connection, () => apply(connection, migration))
}

function apply(connection: DatabaseSync, { number, isBreaking, sql }: Migration): void {
  if (appliedIn(connection).some((applied) => applied.number === number)) return
  connection.exec(sql)
  connection.prepare('insert into migration (number, is_breaking) values (?, ?)').run(number, isBreaking ? 1 : 0)
}

function inTransaction(connection: DatabaseSync, perform: () => void): void {
  connection.exec('begin immediate')
  try {
    perform()
    connection.exec('commit')
  } finally {
    if (connection.isTransaction) connection.exec('rollback')
  }
}

function appliedIn(connection: DatabaseSync): readonly { readonly number: number; readonly isBreaking: boolean }[] {
  connection.exec('create table if not exists migration (number integer primary key, is_breaking integer not null) strict')
  const rows = connection.prepare('select number, is_breaking from migration order by number').all()
  return rows.map((row) => ({ number: Number(row['number']), isBreaking: row['is_breaking'] === 1 }))
}

/** Additions that this program does not know do it no harm; breaking ones do. */
function refuseNewer(
  applied: readonly { readonly number: number; readonly isBreaking: boolean }[],
  known: readonly Migration[],
  path: string,
): void {
  const newest = known.at(-1)?.number ?? 0
  const unknown = applied.find((migration) => migration.number > newest && migration.isBreaking)
  if (!unknown) return
  throw new StoreFault(
    'newer',
    `${path} was written by a newer Branchline: it has format ${unknown.number}, and this program knows formats up to ${newest}. ` +
      'Start the newer program, or restore the backup made before the upgrade',
  )
}

export function readMigrations(folder: string = findFolder()): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{6}\.sql$/.test(name))
  return names.toSorted().map((name) => parse(name, readFileSync(join(folder, name), 'utf8')))
}

function parse(name: string, sql: string): Migration {
  const flag = /^-- breaking: (yes|no)\n/.exec(sql)?.[1]
  if (!flag) throw new Error(`${folderInPackage}/${name} must begin with "-- breaking: yes" or "-- breaking: no"`)
  return { number: Number(name.slice(0, 6)), isBreaking: flag === 'yes', sql }
}

/** In a checkout as in a package, the folder lies beside or above the program. */
function findFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, folderInPackage)
    if (existsSync(join(candidate, '000001.sql'))) return candidate
    if (folder === dirname(folder))
      throw new Error(`This installation is incomplete: there is no ${folderInPackage} above ${import.meta.dirname}`)
  }
}
