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
  /** The pipelines that must have passed on its tree, as its branch had them when it was put together. */
  readonly checks: readonly string[]
}

export interface Deployment {
  readonly generation: number
  readonly set: ReleaseSet
  readonly at: Instant
  readonly by: string
  readonly kind: 'forward' | 'back'
  /** Going back from here goes to something older than this generation. */
  readonly origin: number
  readonly place: Place
}

/** Where and how something serves: what the file said when its rollout started. */
export interface Place {
  readonly address: string
  readonly size: string
  readonly instances: number
  readonly surge: number
  readonly drainMs: number
  readonly style: 'rolling' | 'blue-green'
}

/** Bytes that have served, and when they began to. */
export interface Serving {
  readonly components: Readonly<Record<string, string>>
  readonly at: Instant
  /** Somebody went back from them: they are no proof for what comes after. */
  readonly isUndone: boolean
}

/** A set that goes next if its gates let it. */
export interface Candidate {
  readonly set: ReleaseSet
  /** Since when something waits here: of a shared environment, a newer set does not begin the wait anew. */
  readonly since: Instant
  /** Somebody said go, for exactly this digest. */
  readonly go: { readonly by: string; readonly at: Instant } | null
}

export interface Approval {
  readonly by: string
  readonly digest: string
  readonly at: Instant
}

export interface Rejection {
  readonly by: string
  readonly digest: string
  readonly reason: string
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
  /** When its owner last gave it something new. */
  readonly movedAt: Instant
  /** Since when the target may have something of it, whether it serves or not. */
  readonly standsSince: Instant | null
  /** The end of its time that people were told of before it came. */
  readonly warnedOf: Instant | null
  /** The highest that anything here was wanted with. */
  readonly generation: number
  readonly candidate: Candidate | null
  /** Taken by hand, where the source leaves a choice. */
  readonly chosen: Owner | null
  /** Who chose, and what the choice stood at: choosing is saying go, for that. */
  readonly choice: { readonly by: string; readonly head: string; readonly at: Instant } | null
  readonly current: Deployment | null
  /** Newest first. */
  readonly wayBack: readonly Deployment[]
  /** Bytes that have served here, verified, newest first: what `after` asks. */
  readonly served: readonly Serving[]
  /** Sets that failed here. They go again only when somebody says so. */
  readonly failed: readonly string[]
  readonly approvals: readonly Approval[]
  /** Newest first. A no to one digest stands until its author takes it back. */
  readonly rejections: readonly Rejection[]
  readonly hold: { readonly by: string; readonly reason: string; readonly since: Instant } | null
  /** How the candidate's commit stands to what serves now. */
  readonly relation: Relation | null
  /** The rollout that is under way. */
  readonly rollout: string | null
  /** It is being taken down; where its owner stood, and what was seen to be left over. */
  readonly closing: {
    readonly why: CloseReason
    readonly commit: string | null
    readonly left: readonly string[]
    readonly since: Instant
  } | null
  /** It was taken down while its owner stood at this commit, and comes back when that moves. */
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

export function emptyEnvironment(name: string, owner: Owner | null, since: Instant, generation: number): EnvironmentRow {
  return {
    id: environmentId(name, owner),
    name,
    owner,
    since,
    movedAt: since,
    standsSince: null,
    warnedOf: null,
    generation,
    candidate: null,
    chosen: null,
    choice: null,
    current: null,
    wayBack: [],
    served: [],
    failed: [],
    approvals: [],
    rejections: [],
    hold: null,
    relation: null,
    rollout: null,
    closing: null,
    dormant: null,
  }
}
