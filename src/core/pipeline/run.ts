import type { PipelineFact } from '../facts/pipeline.ts'
import type { Instant } from '../facts/time.ts'
import type { Commit } from '../project/commit.ts'
import type { Subject } from '../project/subject.ts'

/** What a run is about. */
export type Cause =
  | { readonly kind: 'push'; readonly branch: string }
  | { readonly kind: 'change'; readonly change: number }
  /** An environment takes this tree and needs its bytes. */
  | { readonly kind: 'build'; readonly environment: string }
  | { readonly kind: 'verify'; readonly environment: string; readonly generation: number; readonly rollout: string }
  | { readonly kind: 'pipeline'; readonly run: number }
  | { readonly kind: 'hand'; readonly branch: string; readonly by: string }

export interface JobResult {
  readonly artifact: string | null
  readonly identity: string
  readonly outputs: Readonly<Record<string, string>>
  readonly coverage: number | null
  readonly isTrusted: boolean
}

/**
 * waiting -> asking | looking | queued | skipped | cancelled; asking -> passed | failed | cancelled;
 * looking -> passed | queued | cancelled; queued -> running | cancelled; running -> running (again) |
 * passed | failed | cancelled. The last four are the end.
 */
export type JobState =
  | { readonly kind: 'waiting' }
  /** It passes when these people say so. */
  | { readonly kind: 'asking'; readonly since: Instant }
  /** Was the same work done before? */
  | { readonly kind: 'looking'; readonly effect: string }
  | { readonly kind: 'queued'; readonly slot: string; readonly since: Instant }
  | { readonly kind: 'running'; readonly effect: string; readonly slot: string; readonly since: Instant }
  | { readonly kind: 'passed'; readonly result: JobResult; readonly isReused: boolean }
  | { readonly kind: 'failed'; readonly reason: string; readonly result: JobResult | null }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | { readonly kind: 'cancelled' }

/** `environment`: what it runs for has no place in that environment. */
export type SkipReason = 'condition' | 'needs' | 'paths' | 'component' | 'environment' | 'nothing-to-undo'

export interface JobRow {
  readonly key: string
  /** The name in the file; the key adds the component and the matrix. */
  readonly name: string
  readonly component: string | null
  readonly matrix: Readonly<Record<string, string>>
  /** How often it was started. */
  readonly attempt: number
  readonly state: JobState
}

export interface RunRow {
  readonly number: number
  readonly pipeline: PipelineFact
  readonly definition: string
  readonly cause: Cause
  /** The branch, change, environment or rollout it is about: of two about the same, the newer may replace the older. */
  readonly about: Subject
  /** The commit people see the outcome on. */
  readonly shownOn: string
  /** Under which key its evidence lies. */
  readonly evidence: string
  readonly facts: Commit
  readonly inputs: Readonly<Record<string, string>>
  readonly isTrusted: boolean
  /** Somebody wants it done again: what was done before is not taken. */
  readonly isAgain: boolean
  readonly since: Instant
  /** Nothing more starts; what undoes still does. */
  readonly cancelled: { readonly by: string; readonly isReplaced: boolean } | null
  readonly jobs: Readonly<Record<string, JobRow>>
}

export type RunOutcome = 'passed' | 'failed' | 'cancelled' | 'replaced'

export function isFinal(job: JobRow): boolean {
  return ['passed', 'failed', 'skipped', 'cancelled'].includes(job.state.kind)
}
