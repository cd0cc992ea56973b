import type { ProcessFacts } from '../facts/process.ts'
import { canonical } from '../kernel/digest.ts'
import type { Draft } from '../project/draft.ts'
import type { WorkKind } from '../kernel/work.ts'

/** What was seen of commits through the file before is looked at anew where the new file sees them otherwise. */
export function forgetSeen(draft: Draft, before: ProcessFacts | null, after: ProcessFacts): void {
  const isOther = canonical(pathsOf(before)) !== canonical(pathsOf(after))
  if (isOther) forgetBranches(draft)
  if (isOther || before?.changes.land !== after.changes.land) forgetLandings(draft)
}

function pathsOf(facts: ProcessFacts | null): readonly (readonly [string, string])[] {
  return Object.values(facts?.components ?? {}).map(({ name, path }) => [name, path] as const)
}

function forgetBranches(draft: Draft): void {
  forgetAsked(draft, 'lookup.commit')
  for (const row of draft.state.branches.values()) if (row.facts) draft.emit({ kind: 'branch.undescribed', branch: row.name })
}

/** Also of one that is being merged: it was judged by the file before. */
function forgetLandings(draft: Draft): void {
  forgetAsked(draft, 'lookup.landing')
  for (const row of draft.state.changes.values()) if (row.landing) draft.emit({ kind: 'change.unlanded', change: row.number })
}

/** Answers that are under way were asked for by the file before. */
function forgetAsked(draft: Draft, work: WorkKind): void {
  for (const row of draft.state.pending.values()) if (row.work === work) draft.forget(row.id)
}
