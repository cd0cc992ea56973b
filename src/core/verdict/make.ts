import type { Role, Votes, Who } from '../facts/people.ts'
import type { Instant } from '../facts/time.ts'
import type { Clearer, Evidence, Verdict } from '../kernel/verdict.ts'

type More = { readonly by?: readonly Clearer[]; readonly earliest?: Instant | null }

export function opened(gate: string, code = 'fine', evidence: Evidence = {}): Verdict {
  return { gate, state: 'open', code, evidence, whoCanClear: [], earliest: null }
}

/** It moves when somebody, or something, does. */
export function waiting(gate: string, code: string, evidence: Evidence, more: More = {}): Verdict {
  return { gate, state: 'waiting', code, evidence, whoCanClear: more.by ?? [], earliest: more.earliest ?? null }
}

/** It does not go on unless somebody decides so. */
export function closed(gate: string, code: string, evidence: Evidence, more: More = {}): Verdict {
  return { gate, state: 'closed', code, evidence, whoCanClear: more.by ?? [], earliest: more.earliest ?? null }
}

export function areOpen(verdicts: readonly Verdict[]): boolean {
  return verdicts.every((verdict) => verdict.state === 'open')
}

/** The earliest moment any of them may open by itself. */
export function earliestOf(verdicts: readonly Verdict[]): Instant | null {
  const moments = verdicts.flatMap((verdict) => (verdict.earliest === null ? [] : [verdict.earliest]))
  return moments.length === 0 ? null : Math.min(...moments)
}

/** For `whoCanClear`. */
export const clearers = {
  votes: (votes: readonly Votes[]): Clearer[] => votes.map((one) => ({ kind: 'votes', votes: one })),
  who: (who: readonly Who[]): Clearer[] => [{ kind: 'who', who }],
  itself: (what: string): Clearer[] => [{ kind: 'itself', what }],
  role: (role: Role): Clearer[] => [{ kind: 'who', who: [{ kind: 'role', role }] }],
}
