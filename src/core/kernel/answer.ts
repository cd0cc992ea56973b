import type { Instant } from '../facts/time.ts'
import type { Verdict } from './verdict.ts'

/** What the one who asked is told, after the decision is stored. */
export type Answer =
  /** A command was carried out. `made` names what came of it. */
  | { readonly kind: 'done'; readonly code: string; readonly made: Readonly<Record<string, string | number>> }
  /** A command was not carried out, and nothing has changed. */
  | { readonly kind: 'refused'; readonly code: string; readonly found: string; readonly verdicts: readonly Verdict[] }
  /** A fact was taken in. Facts are never refused. */
  | { readonly kind: 'noted' }
  /** It was known already, or nobody waits for it any more. */
  | { readonly kind: 'ignored'; readonly code: string }
  /** The effect may start now, until `expires`. A target that can, refuses a lower generation. */
  | { readonly kind: 'permit'; readonly generation: number; readonly expires: Instant }
  | { readonly kind: 'no-permit'; readonly verdicts: readonly Verdict[] }
  /** Whether each ref may move as proposed: for the one who pushes, before anything has moved. */
  | { readonly kind: 'judged'; readonly refs: readonly { readonly ref: string; readonly verdict: Verdict }[] }
