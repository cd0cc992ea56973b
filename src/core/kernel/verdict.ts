import type { Votes, Who } from '../facts/people.ts'
import type { Instant } from '../facts/time.ts'

/** Somebody who can clear a gate. */
export type Clearer =
  | { readonly kind: 'who'; readonly who: readonly Who[] }
  | { readonly kind: 'votes'; readonly votes: Votes }
  | { readonly kind: 'person'; readonly name: string }
  /** Nobody needs to do anything: it moves when this does. */
  | { readonly kind: 'itself'; readonly what: string }

/** Facts a verdict rests on: short words and numbers, for its sentence. */
export type Evidence = Readonly<Record<string, string | number | readonly string[]>>

/**
 * Why something may go on, or may not. Every page, command, status and message shows
 * this same value; nothing else computes a reason.
 */
export interface Verdict {
  readonly gate: string
  readonly state: 'open' | 'waiting' | 'closed'
  readonly code: string
  readonly evidence: Evidence
  readonly whoCanClear: readonly Clearer[]
  /** When it may open by itself, as far as is known. */
  readonly earliest: Instant | null
}
