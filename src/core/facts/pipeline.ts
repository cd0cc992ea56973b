import type { Age } from './time.ts'
import type { Rule } from './condition.ts'
import type { Pattern, Start } from './source.ts'
import type { Who } from './people.ts'

export interface PipelineFact {
  readonly name: string
  /** Empty: only when something names it. Any of them starts it. */
  readonly when: readonly Start[]
  /** Runs only when one of these changed. Empty: always. */
  readonly paths: readonly Pattern[]
  readonly mark: string | null
  readonly inputs: Readonly<Record<string, InputFact>>
  /** What a second run for the same branch or change does to the first. */
  readonly overlap: 'replace' | 'queue' | 'allow'
  readonly if: Rule | null
  readonly jobs: Readonly<Record<string, JobFact>>
  /** Made up because a component has no job that builds it. */
  readonly isImplicit: boolean
}

export interface InputFact {
  readonly kind: 'text' | 'number' | 'choice'
  readonly choices: readonly string[]
  readonly default: string | null
}

export type EnvValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly job: string; readonly output: string }

export type JobWork =
  | { readonly kind: 'run'; readonly command: string }
  /** A job of a library; its command is looked up with the library's exact version. */
  | { readonly kind: 'use'; readonly library: string; readonly job: string; readonly with: Readonly<Record<string, string>> }
  /** No machine: it passes when these people say so. */
  | { readonly kind: 'approve'; readonly by: readonly Who[] }

export interface JobFact {
  readonly name: string
  readonly work: JobWork
  /** A digest of everything in the definition that can change what comes out. */
  readonly definition: string
  readonly needs: readonly string[]
  /** What the jobs it needs must have come to. */
  readonly outcome: 'passed' | 'failed' | 'any'
  /** It clears up after this job: it runs whenever that one started, also when the run is cancelled. */
  readonly undoes: string | null
  /** One job each, in these components. Null: once, over the whole tree. */
  readonly forEach: readonly string[] | null
  readonly matrix: Readonly<Record<string, readonly string[]>>
  readonly if: Rule | null
  /** It runs against this environment, once that serves the run's commit. */
  readonly at: string | null
  readonly services: readonly string[]
  readonly image: string | null
  readonly runner: string | null
  readonly directory: string | null
  readonly paths: readonly Pattern[]
  readonly env: Readonly<Record<string, EnvValue>>
  readonly secrets: readonly string[]
  readonly identity: string | null
  readonly may: readonly JobPermission[]
  readonly cache: readonly string[]
  readonly artifacts: readonly string[]
  readonly outputs: readonly string[]
  readonly report: readonly string[]
  readonly coverage: { readonly atLeast: number } | null
  /** Of all jobs that name the same word, one runs at a time. */
  readonly serial: string | null
  readonly retry: number
  readonly timeoutMs: number
  /** The components whose bytes this job makes. */
  readonly builds: readonly string[]
}

export type JobPermission =
  | 'push images'
  | 'open changes'
  | 'push commits'
  | 'push tags'
  | 'write statuses'
  | 'write comments'
  | 'publish releases'
  | 'read packages'

export interface ComponentFact {
  readonly name: string
  readonly path: string
  readonly start: string | null
  readonly ready: { readonly path: string; readonly withinMs: number }
  readonly database: string | null
  readonly migrate: string | null
  readonly needs: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
}

/** A pipeline's job that makes the bytes of a component. */
export interface Builder {
  readonly pipeline: string
  readonly job: string
}

/** What a commit's own file says about its pipelines; the rest comes from the governing branch. */
export interface PipelineFacts {
  /** The digest of the file they stand in. */
  readonly digest: string
  readonly pipelines: Readonly<Record<string, PipelineFact>>
  readonly builders: Readonly<Record<string, Builder>>
}

export type Lifetime =
  | { readonly kind: 'after'; readonly age: Age }
  | { readonly kind: 'idle'; readonly age: Age }
  | { readonly kind: 'with-run' }
