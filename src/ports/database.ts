export interface Migration {
  readonly environment: string
  readonly component: string
  readonly database: string
  readonly command: string
  /** Of the bytes that bring the migration. */
  readonly digest: string
  readonly generation: number
}

export type MigrationResult = { readonly kind: 'migrated' } | { readonly kind: 'failed'; readonly detail: string }

/** Databases of environments. Each environment has its own. */
export interface Databases {
  /**
   * Notes that it begins, migrates, notes how it ended. One that has ended is not done again: its end is told.
   * One that has begun and not ended rejects.
   */
  migrate(migration: Migration): Promise<MigrationResult>
  /** What was noted for this migration. `begun` without an end: a person must look. */
  progress(migration: Migration): Promise<'absent' | 'begun' | MigrationResult>
  remove(environment: string): Promise<void>
}
