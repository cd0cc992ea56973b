import type { EnvironmentFact } from '../facts/environment.ts'
import type { Source } from '../facts/source.ts'
import type { ChangeRow } from '../change/change.ts'
import { testedFacts } from '../change/tested.ts'
import { matches } from '../kernel/pattern.ts'
import type { Commit } from '../project/commit.ts'
import type { Project } from '../project/state.ts'
import type { EnvironmentRow, Owner } from './environment.ts'

/** A commit that a source holds out to an environment. */
export interface Offer {
  readonly facts: Commit
  readonly branch: string
  readonly change: number | null
  readonly isTrusted: boolean
}

/** What an environment would take now. Null: there is nothing, or it is not known yet. */
export function offerFor(state: Project, fact: EnvironmentFact, row: EnvironmentRow): Offer | null {
  const owner = row.owner ?? row.chosen ?? defaultOwner(state, fact)
  return owner && takes(state, fact, owner) ? offerOf(state, owner) : null
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
  const numbers = [...state.changes.values()].filter((change) => labelled.some((source) => holdsChange(source, change))).map((change) => change.number)
  return numbers.length === 0 ? null : { kind: 'change', change: Math.max(...numbers) }
}
