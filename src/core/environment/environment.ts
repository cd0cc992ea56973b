import type { Instant } from '../facts/time.ts'

/** What is deployed together: bytes by component, with all that was decided about them. */
export interface ReleaseSet {
  readonly commit: string
  readonly tree: string
  readonly title: string
  /** The line of history it stands on. */
  readonly branch: string
  readonly change: number | null
  readonly components: Readonly<Record<string, string>>
  /** One digest over bytes, migrations and the environment's configuration: what people approve. */
  readonly digest: string
  readonly version: string | null
  /** Everything in it was made by trusted runs. */
  readonly isTrusted: boolean
}

export interface Deployment {
  readonly generation: number
  readonly set: ReleaseSet
  readonly at: Instant
  readonly by: string
  readonly kind: 'forward' | 'back'
}

/** A set that goes next if its gates let it. */
export interface Candidate {
  readonly set: ReleaseSet
  readonly since: Instant
  /** Somebody said go, for exactly this digest. */
  readonly go: { readonly by: string; readonly at: Instant } | null
}

export interface Approval {
  readonly by: string
  readonly digest: string
  readonly at: Instant
}

/** Whose an environment of its own is. */
export type Owner = { readonly kind: 'branch'; readonly branch: string } | { readonly kind: 'change'; readonly change: number }

export type CloseReason = 'owner-gone' | 'expired' | 'undeclared' | 'by-hand'

export interface EnvironmentRow {
  /** The name; for one of many, `name/branch/…` or `name/change/…`. */
  readonly id: string
  readonly name: string
  readonly owner: Owner | null
  readonly since: Instant
  /** The highest that anything here was wanted with. */
  readonly generation: number
  readonly candidate: Candidate | null
  /** Taken by hand, where the source leaves a choice. */
  readonly chosen: Owner | null
  readonly current: Deployment | null
  /** Newest first. */
  readonly wayBack: readonly Deployment[]
  /** Bytes that have served here, verified, newest first: what `after` asks. */
  readonly served: readonly { readonly components: Readonly<Record<string, string>>; readonly at: Instant }[]
  /** Sets that failed here. They go again only when somebody says so. */
  readonly failed: readonly string[]
  readonly approvals: readonly Approval[]
  readonly rejected: { readonly by: string; readonly digest: string; readonly reason: string } | null
  readonly hold: { readonly by: string; readonly reason: string; readonly since: Instant } | null
  /** How the candidate's commit stands to what serves now. */
  readonly relation: Relation | null
  /** The rollout that is under way. */
  readonly rollout: string | null
  /** It is being taken down; what was seen to be left over. */
  readonly closing: { readonly why: CloseReason; readonly commit: string | null; readonly left: readonly string[]; readonly since: Instant } | null
  /** It was taken down with this commit, and comes back with another. */
  readonly dormant: { readonly commit: string; readonly why: CloseReason } | null
}

export interface Relation {
  readonly candidate: string
  readonly current: string
  readonly is: 'same' | 'ancestor' | 'descendant' | 'unrelated'
}

export function environmentId(name: string, owner: Owner | null): string {
  if (!owner) return name
  return owner.kind === 'branch' ? `${name}/branch/${owner.branch}` : `${name}/change/${owner.change}`
}

export function emptyEnvironment(name: string, owner: Owner | null, since: Instant): EnvironmentRow {
  return {
    id: environmentId(name, owner),
    name,
    owner,
    since,
    generation: 0,
    candidate: null,
    chosen: null,
    current: null,
    wayBack: [],
    served: [],
    failed: [],
    approvals: [],
    rejected: null,
    hold: null,
    relation: null,
    rollout: null,
    closing: null,
    dormant: null,
  }
}
