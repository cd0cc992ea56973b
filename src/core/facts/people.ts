/** The four roles everybody has one of, in an installation. Each includes those after it. */
export type Role = 'administrator' | 'maintainer' | 'developer' | 'viewer'

/** Somebody a rule lets in. A list of them means any. */
export type Who =
  | { readonly kind: 'team'; readonly team: string }
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'everyone' }
  | { readonly kind: 'nobody' }

/**
 * So many votes, of anybody with the role of a developer or of one team. A list of them means all.
 * A team called `administrators`, `maintainers` or `viewers` is everybody with that role or a higher one.
 */
export interface Votes {
  readonly count: number
  readonly team: string | null
}
