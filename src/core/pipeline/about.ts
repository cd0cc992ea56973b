import type { ChangeRow } from '../change/change.ts'
import { testedFacts } from '../change/tested.ts'
import type { Owner } from '../environment/environment.ts'
import { offerFor } from '../environment/offer.ts'
import { environmentFact } from '../project/rules.ts'
import type { Project } from '../project/state.ts'
import { split, type Subject } from '../project/subject.ts'

/** The branch or change that a run is for. Null: a rollout's, or there is none any more. */
export function ownerOf(state: Project, about: Subject): Owner | null {
  const { kind, key } = split(about)
  if (kind === 'branch') return { kind, branch: key }
  if (kind === 'change') return { kind, change: Number(key) }
  const row = kind === 'environment' ? state.environments.get(key) : undefined
  const fact = row ? environmentFact(state, row.name) : null
  if (!row || !fact) return null
  if (row.owner) return row.owner
  const offer = offerFor(state, fact, row)
  if (!offer) return null
  return offer.change === null ? { kind: 'branch', branch: offer.branch } : { kind: 'change', change: offer.change }
}

export function changeOf(state: Project, about: Subject): ChangeRow | null {
  const owner = ownerOf(state, about)
  return owner?.kind === 'change' ? (state.changes.get(String(owner.change)) ?? null) : null
}

/** The branch a run is for: a change's is the one it comes from. */
export function branchOf(state: Project, about: Subject): string | null {
  const owner = ownerOf(state, about)
  if (owner?.kind === 'branch') return owner.branch
  return changeOf(state, about)?.from ?? null
}

/** Whether what a run is about is there, and where it stands now. Null: nobody knows yet. */
export function standingOf(state: Project, about: Subject): { readonly isThere: boolean; readonly tree: string | null } {
  const owner = ownerOf(state, about)
  if (owner?.kind === 'branch')
    return { isThere: state.branches.has(owner.branch), tree: state.branches.get(owner.branch)?.facts?.tree ?? null }
  if (owner?.kind !== 'change') return { isThere: owner !== null, tree: null }
  const change = state.changes.get(String(owner.change))
  return { isThere: change !== undefined, tree: change ? (testedFacts(state, change)?.tree ?? null) : null }
}
