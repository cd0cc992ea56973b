import type { EnvValue, JobPermission, JobWork } from '../core/facts/pipeline.ts'

/** A job, complete: whoever runs it needs no other knowledge. */
export interface JobRequest {
  readonly handle: string
  readonly repository: string
  readonly commit: string
  readonly work: JobWork
  readonly component: string | null
  readonly matrix: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, EnvValue>>
  /** What the run was started with, by input: each becomes an environment variable, never a part of a command. */
  readonly given: Readonly<Record<string, string>>
  readonly services: readonly string[]
  readonly image: string | null
  readonly runner: string | null
  readonly directory: string | null
  readonly secrets: readonly string[]
  readonly identity: string | null
  readonly may: readonly JobPermission[]
  readonly cache: readonly string[]
  /** Paths to keep, and the identity they are kept under. */
  readonly artifacts: readonly string[]
  readonly artifactIdentity: string | null
  readonly outputs: readonly string[]
  readonly report: readonly string[]
  /** What earlier jobs made: digests by job. */
  readonly inputs: Readonly<Record<string, string>>
  /** The environment and address it runs against. */
  readonly at: string | null
  readonly timeoutMs: number
  readonly isTrusted: boolean
}

export interface JobResult {
  readonly outcome: 'passed' | 'failed'
  /** `exit 2`, `timeout`, `out of memory`, `no machine`. */
  readonly reason: string
  readonly artifact: string | null
  readonly outputs: Readonly<Record<string, string>>
  readonly coverage: number | null
}

export type Progress<Result> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'running' }
  | { readonly kind: 'ended'; readonly result: Result }

/** A place that runs jobs. A job survives whoever started it. */
export interface Executor {
  /** Starts the job of this handle, or finds it running or ended: never a second one. Resolves when it has ended. */
  run(request: JobRequest, signal: AbortSignal): Promise<JobResult>
  progress(handle: string): Promise<Progress<JobResult>>
  /** Ends the job with all it started; fine when it is gone already. Resolves when nothing of it is left. */
  cancel(handle: string): Promise<void>
}
