import type { BranchRule, ChangeRules, OwnerRule } from './branch.ts'
import type { EnvironmentFact, FreezeFact, SnapshotFact } from './environment.ts'
import type { ReleaseRules, TrainFact, VersionRules } from './release.ts'
import type { ComponentFact, PipelineFacts } from './pipeline.ts'
import type { Age, CalendarName, CalendarSpec, Holiday } from './time.ts'
import type { Who } from './people.ts'

/** A whole process file, compiled: closed data, no text that must still be understood. */
export interface ProcessFacts {
  readonly format: 1
  /** Of the file's bytes and of every file it includes. */
  readonly digest: string
  readonly project: string | null
  readonly timeZone: string
  readonly holidays: readonly Holiday[]
  /** The environment that `why` means by "production". */
  readonly production: string | null
  readonly libraries: Readonly<Record<string, { readonly git: string; readonly version: string }>>
  readonly teams: Readonly<Record<string, readonly string[]>>
  readonly spaces: Readonly<Record<string, SpaceFact>>
  readonly components: Readonly<Record<string, ComponentFact>>
  readonly changes: ChangeRules
  readonly branches: readonly BranchRule[]
  readonly owners: readonly OwnerRule[]
  readonly versions: VersionRules
  readonly candidates: ReleaseRules | null
  readonly releases: ReleaseRules | null
  readonly trains: Readonly<Record<string, TrainFact>>
  readonly pipelines: PipelineFacts
  readonly environments: Readonly<Record<string, EnvironmentFact>>
  readonly snapshots: Readonly<Record<string, SnapshotFact>>
  readonly secrets: Readonly<Record<string, { readonly at: readonly string[]; readonly rotate: Age | null }>>
  readonly notify: Readonly<Record<string, readonly NewsRule[]>>
  readonly freezes: Readonly<Record<string, FreezeFact>>
  readonly calendars: Readonly<Record<CalendarName, CalendarSpec>>
}

export interface SpaceFact {
  readonly name: string
  readonly allow: Readonly<Record<'see' | 'open' | 'deploy' | 'logs' | 'data', readonly Who[]>>
  readonly server: string | null
}

export type News =
  | 'deployed'
  | 'failed'
  | 'rollout aborted'
  | 'rolled back'
  | 'approval needed'
  | 'released'
  | 'train departed'
  | 'change merged'
  | 'waiting too long'
  | 'secret due'
  | 'environment expiring'

/** One kind of news, everywhere or about one environment. */
export interface NewsRule {
  readonly news: News
  readonly environment: string | null
}
