import type { EnvironmentFact } from '../facts/environment.ts'
import type { Source } from '../facts/source.ts'
import type { ChangeRow } from '../change/change.ts'
import { testedFacts } from '../change/tested.ts'
import { matches } from '../kernel/pattern.ts'
import type { Commit } from '../project/commit.ts'
import type { Project } from '../project/state.ts'
import { environmentId, type EnvironmentRow, type Owner, type ReleaseSet } from './environment.ts'

/** A commit that a source holds out to an environment. */
export interface Offer {
  readonly facts: Commit
  readonly branch: string
  readonly change: number | null
  readonly isTrusted: boolean
}

/** What an environment would take now. Null: there is nothing, or it is not known yet. */
export function offerFor(state: Project, fact: EnvironmentFact, row: EnvironmentRow): Offer | null {
  const owner = ownerFor(state, fact, row)
  return owner && takes(state, fact, owner) ? offerOf(state, owner) : null
}

/** Whose commits it takes: its owner's; else what somebody chose, as long as that is there; else what the file says. */
function ownerFor(state: Project, fact: EnvironmentFact, row: EnvironmentRow): Owner | null {
  if (row.owner) return row.owner
  return row.chosen && takes(state, fact, row.chosen) ? row.chosen : defaultOwner(state, fact)
}

/** Where a branch or a change stands. */
export function headOf(state: Project, owner: Owner): string | null {
  if (owner.kind === 'branch') return state.branches.get(owner.branch)?.head ?? null
  return state.changes.get(String(owner.change))?.head ?? null
}

/** It was taken down, and its owner has not moved since. */
export function isDormant(state: Project, row: EnvironmentRow): boolean {
  return row.owner !== null && row.dormant !== null && row.dormant.commit === headOf(state, row.owner)
}

/** The branch or change a set came from. */
export function sourceOf(set: ReleaseSet): Owner {
  return set.change === null ? { kind: 'branch', branch: set.branch } : { kind: 'change', change: set.change }
}

/** Whether a set is what somebody chose by hand. */
export function isChosen(row: EnvironmentRow, set: ReleaseSet): boolean {
  return row.chosen !== null && environmentId('', row.chosen) === environmentId('', sourceOf(set))
}

function offerOf(state: Project, owner: Owner): Offer | null {
  if (owner.kind === 'branch') {
    const branch = state.branches.get(owner.branch)
    return branch?.facts ? { facts: branch.facts, branch: branch.name, change: null, isTrusted: branch.isTrusted } : null
  }
  const change = state.changes.get(String(owner.change))
  const facts = change?.mayRun ? testedFacts(state, change) : null
  return change && facts ? { facts, branch: change.from, change: change.number, isTrusted: change.isTrusted } : null
}

/** Whether an environment's source holds what belongs to this branch or change. */
export function takes(state: Project, fact: EnvironmentFact, owner: Owner): boolean {
  if (owner.kind === 'branch') {
    return state.branches.has(owner.branch) && fact.takes.some((source) => source.kind === 'branch' && matches(source.branch, owner.branch))
  }
  const change = state.changes.get(String(owner.change))
  return change !== undefined && fact.takes.some((source) => holdsChange(source, change))
}

function holdsChange(source: Source, change: ChangeRow): boolean {
  if (source.kind !== 'change') return false
  return (source.into === null || matches(source.into, change.into)) && (source.label === null || change.labels.includes(source.label))
}

/**
 * What a shared environment takes when nobody chose: the branch it names, moved last where it
 * names several; or the newest change with its label. Of a pattern, somebody chooses.
 */
function defaultOwner(state: Project, fact: EnvironmentFact): Owner | null {
  const plain = fact.takes.flatMap((source) => (source.kind === 'branch' && !source.branch.includes('*') ? [source.branch] : []))
  const branches = plain.flatMap((name) => state.branches.get(name) ?? [])
  const [newest] = branches.toSorted((a, b) => b.since - a.since || (a.name < b.name ? -1 : 1))
  if (newest) return { kind: 'branch', branch: newest.name }
  const labelled = fact.takes.filter((source) => source.kind === 'change' && source.label !== null)
  if (labelled.length === 0) return null
  const numbers = [...state.changes.values()]
    .filter((change) => labelled.some((source) => holdsChange(source, change)))
    .map((change) => change.number)
  return numbers.length === 0 ? null : { kind: 'change', change: Math.max(...numbers) }
}
