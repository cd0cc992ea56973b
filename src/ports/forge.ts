/** A commit as the forge describes it. */
export interface CommitDescription {
  readonly commit: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly title: string
  /** The digest of each path's subtree that was asked for; null where there is none. */
  readonly subtrees: Readonly<Record<string, string | null>>
  /** Paths that differ from `since`, all of them where it is null; at most `pathsMax`, and `isCut` when there were more. */
  readonly changed: { readonly paths: readonly string[]; readonly isCut: boolean }
  /** The process file at this commit, or null. */
  readonly processText: string | null
}

export type LandingResult =
  | { readonly kind: 'clean'; readonly commit: string; readonly behind: number }
  | { readonly kind: 'conflict'; readonly paths: readonly string[] }

export type Relation = 'same' | 'ancestor' | 'descendant' | 'unrelated'

/**
 * A place that keeps repositories. Refs are its truth; everything the core knows of them came from here.
 * A rejection means that it could not be asked, never that something is not there.
 */
export interface Forge {
  /** Null: there is no such commit. */
  describe(repository: string, commit: string, paths: readonly string[], since: string | null): Promise<CommitDescription | null>
  /** The commit that landing would make. The same arguments give the same commit; no ref moves. */
  land(repository: string, request: LandingRequest): Promise<LandingResult>
  /** How `a` stands to `b`: an ancestor is older. */
  relate(repository: string, a: string, b: string): Promise<Relation>
  /** Moves a ref from `expect` to `to`, or not at all. Null: it is made, or deleted. */
  updateRef(
    repository: string,
    ref: string,
    expect: string | null,
    to: string | null,
    permit: { readonly generation: number },
  ): Promise<'moved' | 'stale'>
  /** Null: the ref is known not to exist. A failed or partial listing rejects. */
  ref(repository: string, ref: string): Promise<string | null>
  /** All refs, or a rejection. Never a part of them. */
  refs(repository: string): Promise<Readonly<Record<string, string>>>
  /** What stands on a commit or change for people to see. The newest with one key replaces the others. */
  report(repository: string, report: Report): Promise<void>
}

export interface LandingRequest {
  readonly base: string
  readonly head: string
  readonly how: 'squash' | 'merge' | 'rebase'
  readonly title: string
  readonly author: string
}

export interface Report {
  readonly key: string
  readonly commit: string
  readonly state: 'waiting' | 'passed' | 'failed'
  readonly code: string
  readonly evidence: Readonly<Record<string, string | number | readonly string[]>>
}
