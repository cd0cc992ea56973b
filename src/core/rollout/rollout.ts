import type { Deployment, Place, ReleaseSet } from '../environment/environment.ts'
import type { Instant } from '../facts/time.ts'

/** What one rollout does, in order. The plan is made once, when it starts, and leaves no choice to those who carry it out. */
export type Step =
  | { readonly kind: 'migrate'; readonly component: string; readonly database: string; readonly command: string; readonly digest: string }
  /** Serves this share of the new version, in percent. */
  | { readonly kind: 'activate'; readonly share: number }
  | { readonly kind: 'watch'; readonly ms: number }
  | { readonly kind: 'verify'; readonly pipelines: readonly string[] }
  /** Serves what served before, whole. */
  | { readonly kind: 'return' }

/** ready -> acting | watching | verifying | paused; paused -> ready; each of the others -> ready (of the next step). */
export type StepState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'acting'; readonly effect: string }
  | { readonly kind: 'watching'; readonly until: Instant }
  | { readonly kind: 'verifying' }
  /** A gate closed after the rollout had begun. It goes on when all are open. */
  | { readonly kind: 'paused'; readonly gates: readonly string[]; readonly since: Instant }

export interface RolloutRow {
  /** The environment and the generation it was started with. */
  readonly id: string
  readonly environment: string
  readonly kind: 'forward' | 'back'
  readonly set: ReleaseSet
  /** What served when it started. */
  readonly from: Deployment | null
  readonly by: string
  readonly since: Instant
  /** The generation of the steps under way: returning is a new one. */
  readonly generation: number
  /** Going back from what it makes serve goes to something older than this generation. */
  readonly origin: number
  readonly place: Place
  readonly steps: readonly Step[]
  readonly step: number
  readonly state: StepState
  /** How often the target knew a higher generation. */
  readonly raises: number
  /** The target may serve some of it. */
  readonly hasActivated: boolean
  /** Why it returns. Null: it does not. */
  readonly failure: Failure | null
}

export interface Failure {
  readonly code: string
  readonly detail: string
}
