import type { EnvironmentFact, ProcessFacts, Source } from '../../core/facts/index.ts'
import { hasWildcard, overlapsWildcard } from '../../lib/wildcard.ts'

/** The ways changes take, each as one line: the branches, and in brackets what runs there. */
export function waysOf(facts: ProcessFacts): readonly string[] {
  const lanes = facts.branches.filter((rule) => rule.into !== null || (hasWildcard(rule.pattern) && !rule.isProtected))
  const starts = [...Object.values(facts.trains).map((train) => train.from), ...lanes.map((rule) => rule.pattern)]
  const lines = starts.map((start) => lineFrom(start, facts))
  // A way that another one joins is told by that one.
  const ways = lines.filter(
    (line, index) =>
      !lines.some((other, place) => place !== index && other.length > line.length && other.slice(-line.length).join() === line.join()),
  )
  const shown = ways.length > 0 ? ways : lastStops(facts)
  return shown.filter((line) => line.length > 0).map((line) => line.map((stop) => stopAt(stop, facts)).join(' → '))
}

/** Where nothing says how changes move on: the branches that production takes, or the first there is. */
function lastStops(facts: ProcessFacts): readonly (readonly string[])[] {
  const branches = facts.branches.map((rule) => rule.pattern).filter((branch) => !hasWildcard(branch))
  const production = facts.production === null ? undefined : facts.environments[facts.production]
  const taken = branches.filter((branch) => production !== undefined && takesFrom(production, branch, facts))
  return (taken.length > 0 ? taken : branches.slice(0, 1)).map((branch) => [branch])
}

function lineFrom(start: string, facts: ProcessFacts): readonly string[] {
  const line: string[] = []
  for (let at: string | null = start; at !== null && !line.includes(at); at = nextAfter(at, line.length === 1, facts)) line.push(at)
  return line
}

function nextAfter(branch: string, isStart: boolean, facts: ProcessFacts): string | null {
  const rule = facts.branches.find((other) => other.pattern === branch)
  if (rule !== undefined && rule.into !== null) return rule.into
  const train = Object.values(facts.trains).find((other) => other.from === branch)
  if (train !== undefined) return train.into
  return isStart && rule?.isProtected !== true ? facts.changes.into : null
}

function stopAt(branch: string, facts: ProcessFacts): string {
  const here = inOrder(
    Object.values(facts.environments).filter((environment) => environment.kind === 'shared' && takesFrom(environment, branch, facts)),
  )
  return here.length === 0 ? branch : `${branch} [${here.map((environment) => environment.name).join(', ')}]`
}

function takesFrom(environment: EnvironmentFact, branch: string, facts: ProcessFacts): boolean {
  return environment.takes.some((source) => isOf(source, branch, facts))
}

function isOf(source: Source, branch: string, facts: ProcessFacts): boolean {
  if (source.kind === 'branch') return source.branch !== '*' && overlapsWildcard(source.branch, branch)
  if (source.kind === 'change') return source.into === branch
  const made =
    source.kind === 'candidate' ? facts.candidates : source.kind === 'release' ? facts.releases : (facts.candidates ?? facts.releases)
  return source.kind !== 'working-copy' && (made?.of ?? []).some((of) => isOf(of, branch, facts))
}

/** What comes after something stands behind it; production last. */
function inOrder(environments: readonly EnvironmentFact[]): readonly EnvironmentFact[] {
  const known = new Map<string, number>()
  const depth = (environment: EnvironmentFact): number => {
    const before = known.get(environment.name)
    if (before !== undefined) return before
    const depths = environments.filter((other) => environment.after.includes(other.name)).map((other) => 1 + depth(other))
    known.set(environment.name, Math.max(0, ...depths))
    return Math.max(0, ...depths)
  }
  return environments.toSorted((left, right) => depth(left) - depth(right) || Number(left.isProtected) - Number(right.isProtected))
}
