import type { Instant } from '../facts/time.ts'
import type { Approval, Candidate, CloseReason, Deployment, EnvironmentRow, Owner, Relation, ReleaseSet } from './environment.ts'

export type EnvironmentEvent =
  | { readonly kind: 'environment.opened'; readonly row: EnvironmentRow }
  | {
      readonly kind: 'environment.chosen'
      readonly environment: string
      readonly chosen: Owner
      readonly by: string
      /** Where the branch or change stands. */
      readonly head: string
      readonly at: Instant
    }
  | { readonly kind: 'environment.candidate'; readonly environment: string; readonly candidate: Candidate | null }
  /** Other commits, the same bytes: nothing is deployed. */
  | { readonly kind: 'environment.same'; readonly environment: string; readonly set: ReleaseSet; readonly at: Instant }
  | { readonly kind: 'environment.go'; readonly environment: string; readonly digest: string; readonly by: string; readonly at: Instant }
  | { readonly kind: 'environment.approved'; readonly environment: string; readonly approval: Approval }
  | {
      readonly kind: 'environment.rejected'
      readonly environment: string
      readonly digest: string
      readonly by: string
      readonly reason: string
    }
  | { readonly kind: 'environment.retried'; readonly environment: string; readonly digest: string; readonly by: string }
  | { readonly kind: 'environment.held'; readonly environment: string; readonly by: string; readonly reason: string; readonly at: Instant }
  | { readonly kind: 'environment.freed'; readonly environment: string; readonly by: string }
  | { readonly kind: 'environment.related'; readonly environment: string; readonly relation: Relation }
  | { readonly kind: 'environment.deployed'; readonly environment: string; readonly deployment: Deployment }
  | { readonly kind: 'environment.failed'; readonly environment: string; readonly digest: string }
  | {
      readonly kind: 'environment.closing'
      readonly environment: string
      readonly why: CloseReason
      readonly commit: string | null
      readonly generation: number
      readonly at: Instant
    }
  | { readonly kind: 'environment.left'; readonly environment: string; readonly left: readonly string[] }
  /** People were told that it will be taken down. */
  | { readonly kind: 'environment.warned'; readonly environment: string; readonly expires: Instant }
  | { readonly kind: 'environment.closed'; readonly environment: string }
  /** Nothing is left of it; it stays away until its owner moves on from this commit. Null: it may come back at once. */
  | {
      readonly kind: 'environment.emptied'
      readonly environment: string
      readonly commit: string | null
      readonly at: Instant
      readonly why: CloseReason
    }
