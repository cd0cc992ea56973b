/** A branch name or a pattern: `*` is any text, slashes too. */
export type Pattern = string

/** What an environment takes, or what candidates and releases are made of. */
export type Source =
  | { readonly kind: 'branch'; readonly branch: Pattern }
  | { readonly kind: 'change'; readonly into: Pattern | null; readonly label: string | null }
  | { readonly kind: 'candidate' }
  | { readonly kind: 'release' }
  | { readonly kind: 'image'; readonly registry: string; readonly name: Pattern }
  | { readonly kind: 'working-copy' }

/** What starts a pipeline. */
export type Start =
  /** In the developer's clone, before a commit. */
  | { readonly kind: 'commit' }
  | { readonly kind: 'push'; readonly to: Pattern | null }
  | { readonly kind: 'tag'; readonly name: Pattern }
  | { readonly kind: 'pipeline'; readonly pipeline: string }
  | { readonly kind: 'change'; readonly into: Pattern | null; readonly label: string | null }
  | { readonly kind: 'time'; readonly calendar: string }
  | { readonly kind: 'by-hand' }
