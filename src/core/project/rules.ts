import type { BranchRule } from '../facts/branch.ts'
import type { EnvironmentFact } from '../facts/environment.ts'
import type { Who } from '../facts/people.ts'
import { literalLength, matches } from '../kernel/pattern.ts'
import { processOf, projectRow, type Project } from './state.ts'

/** What holds for a branch that no rule names: anybody who may push moves it. */
const open: BranchRule = {
  pattern: '*',
  isProtected: false,
  from: null,
  into: null,
  backMerge: null,
  skip: [],
  reviews: [],
  checks: null,
  staleReviews: 'dismissed',
  behind: 'queued',
  merge: 'by-hand',
  push: [{ kind: 'role', role: 'developer' }],
  tag: null,
  history: 'any',
}

/**
 * The rule for a branch; of several patterns the one that says more. The governing branch is
 * protected whatever the file says: the file itself lies there.
 */
export function ruleOf(state: Project, branch: string): BranchRule {
  const rules = (processOf(state)?.branches ?? []).filter((rule) => matches(rule.pattern, branch))
  const [best] = rules.toSorted((a, b) => literalLength(b.pattern) - literalLength(a.pattern))
  const isGoverning = projectRow(state)?.governingBranch === branch && processOf(state) !== null
  const rule = best ?? open
  if (rule.isProtected || !isGoverning) return rule
  return {
    ...rule,
    isProtected: true,
    push: best?.push ?? [],
    reviews: rule.reviews.length > 0 ? rule.reviews : [{ count: 1, team: null }],
  }
}

export function environmentFact(state: Project, name: string): EnvironmentFact | null {
  return processOf(state)?.environments[name] ?? null
}

/** Who may move things into an environment: said at it, at its space, or by how much depends on it. */
export function deployers(state: Project, fact: EnvironmentFact): readonly Who[] {
  const space = fact.space === null ? undefined : processOf(state)?.spaces[fact.space]
  const fallback: Who = { kind: 'role', role: fact.isProtected ? 'maintainer' : 'developer' }
  return fact.allow.deploy ?? space?.allow.deploy ?? [fallback]
}

/** The paths of components, by name: what look-ups of commits describe. */
export function componentPaths(state: Project): Readonly<Record<string, string>> {
  const components = Object.values(processOf(state)?.components ?? {})
  return Object.fromEntries(components.map((component) => [component.name, component.path]))
}

/** Where every change of this branch goes when nobody says. */
export function intoOf(state: Project, from: string): string {
  const rule = ruleOf(state, from)
  if (rule.into !== null && !rule.into.includes('*')) return rule.into
  return processOf(state)?.changes.into ?? projectRow(state)?.governingBranch ?? 'main'
}
