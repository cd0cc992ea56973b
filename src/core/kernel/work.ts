import type { EnvValue, JobPermission, JobWork, PipelineFacts } from '../facts/pipeline.ts'
import type { News, ProcessFacts } from '../facts/process.ts'
import type { Evidence } from './verdict.ts'
import type { Boundaries } from './calendar.ts'
import type { CalendarSpec, Instant } from '../facts/time.ts'

/**
 * Everything the project's core asks of the world, with what comes back when it is done.
 * The first group only asks; those marked guarded touch the world behind a gate.
 */
export type Work =
  | {
      readonly kind: 'lookup.commit'
      readonly repository: string
      readonly commit: string
      readonly since: string | null
      readonly components: Readonly<Record<string, string>>
    }
  | { readonly kind: 'lookup.process'; readonly repository: string; readonly commit: string }
  | {
      readonly kind: 'lookup.landing'
      readonly repository: string
      readonly base: string
      readonly head: string
      readonly how: 'squash' | 'merge' | 'rebase'
      readonly title: string
      readonly author: string
      readonly components: Readonly<Record<string, string>>
    }
  /** Where a ref stands now, when what is known of it may be old. */
  | { readonly kind: 'lookup.ref'; readonly repository: string; readonly ref: string }
  | { readonly kind: 'lookup.relation'; readonly repository: string; readonly a: string; readonly b: string }
  | {
      readonly kind: 'lookup.calendars'
      readonly calendars: Readonly<Record<string, CalendarSpec>>
      readonly from: Instant
      readonly until: Instant
    }
  | { readonly kind: 'lookup.artifact'; readonly identity: string }
  | JobWorkRequest
  /** Guarded. A null `expect` makes the ref, a null `to` deletes it. */
  | {
      readonly kind: 'ref.update'
      readonly repository: string
      readonly ref: string
      readonly expect: string | null
      readonly to: string | null
    }
  /** Guarded. */
  | {
      readonly kind: 'database.migrate'
      readonly environment: string
      readonly component: string
      readonly database: string
      readonly command: string
      readonly digest: string
      readonly generation: number
    }
  /** Guarded. */
  | {
      readonly kind: 'target.activate'
      readonly environment: string
      readonly generation: number
      readonly components: Readonly<Record<string, { readonly digest: string; readonly instances: number; readonly share: number }>>
      readonly commit: string
      readonly version: string | null
      readonly address: string
      readonly size: string
      readonly surge: number
      readonly drainMs: number
      readonly style: 'rolling' | 'blue-green'
    }
  /** Takes down an environment and its databases. */
  | { readonly kind: 'target.remove'; readonly environment: string; readonly generation: number }
  | {
      readonly kind: 'report'
      readonly repository: string
      readonly key: string
      readonly commit: string
      readonly state: 'waiting' | 'passed' | 'failed'
      readonly code: string
      readonly evidence: Evidence
    }
  | { readonly kind: 'notify'; readonly channel: string; readonly news: News; readonly evidence: Evidence }
  /** Puts an input into another stream of this installation. The effect's id is the input's. */
  | { readonly kind: 'tell'; readonly stream: string; readonly body: unknown }

export interface JobWorkRequest {
  readonly kind: 'job.run'
  readonly repository: string
  readonly commit: string
  readonly work: JobWork
  readonly component: string | null
  readonly matrix: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, EnvValue>>
  /** What the run was started with, by input. */
  readonly given: Readonly<Record<string, string>>
  readonly services: readonly string[]
  readonly image: string | null
  readonly runner: string | null
  readonly directory: string | null
  readonly secrets: readonly string[]
  readonly identity: string | null
  readonly may: readonly JobPermission[]
  readonly cache: readonly string[]
  readonly artifacts: readonly string[]
  readonly artifactIdentity: string | null
  readonly outputs: readonly string[]
  readonly report: readonly string[]
  readonly inputs: Readonly<Record<string, string>>
  readonly at: string | null
  readonly timeoutMs: number
  readonly isTrusted: boolean
}

export type WorkKind = Work['kind']

/** What a commit holds, as far as decisions need it. */
export interface CommitFacts {
  readonly commit: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly title: string
  /** By component. Null: its path does not exist in this commit. */
  readonly subtrees: Readonly<Record<string, string | null>>
  readonly changed: { readonly paths: readonly string[]; readonly isCut: boolean }
  /** Null where the commit's own file cannot be used; `problem` says why. */
  readonly pipelines: PipelineFacts | null
  readonly problem: string | null
}

/** What each kind of work returns when it is done. */
export interface WorkValue {
  /** Null: there is no such commit. */
  'lookup.commit': CommitFacts | null
  'lookup.process': { readonly facts: ProcessFacts | null; readonly problem: string | null }
  'lookup.landing':
    | { readonly kind: 'clean'; readonly facts: CommitFacts; readonly behind: number }
    | { readonly kind: 'conflict'; readonly paths: readonly string[] }
  'lookup.ref': { readonly commit: string | null }
  'lookup.relation': 'same' | 'ancestor' | 'descendant' | 'unrelated'
  'lookup.calendars': Readonly<Record<string, Boundaries>>
  'lookup.artifact': {
    readonly digest: string | null
    readonly outputs: Readonly<Record<string, string>>
    readonly isTrusted: boolean
  } | null
  'job.run': {
    readonly outcome: 'passed' | 'failed'
    readonly reason: string
    readonly artifact: string | null
    readonly outputs: Readonly<Record<string, string>>
    readonly coverage: number | null
  }
  'ref.update': 'moved' | 'stale'
  'database.migrate': { readonly kind: 'migrated' } | { readonly kind: 'failed'; readonly detail: string }
  'target.activate':
    | { readonly kind: 'serving'; readonly address: string }
    | { readonly kind: 'not-ready'; readonly component: string; readonly detail: string }
    | { readonly kind: 'superseded'; readonly generation: number }
  /** `superseded`: the target has been told this higher generation, and took nothing away. */
  'target.remove': { readonly left: readonly string[]; readonly superseded?: number | null }
  report: null
  notify: null
  tell: null
}
