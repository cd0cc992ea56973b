import type { Source } from '../../core/facts/index.ts'
import { hasWildcard, overlapsWildcard } from '../../lib/wildcard.ts'
import { isProtectedBranch } from '../compile/branches.ts'
import { productionOf } from '../compile/compile-process.ts'
import type { BranchBlock, EnvironmentBlock, ProcessBlock } from '../language/blocks.ts'
import type { Named } from '../read/reading.ts'
import type { Problems } from '../source/problem.ts'
import type { Span } from '../source/span.ts'
import { listOf, type CheckRule } from './rule.ts'

/** Every way that changes take ends in production. */
export const checkLanes: CheckRule = (process, { problems }) => {
  const production = environmentNamed(productionOf(process), process)
  if (production === undefined) return
  for (const lane of lanesOf(process)) checkLane(lane, production, process, problems)
}

/** A way that changes take: where they start, the branches they come by, and what they may pass by. */
interface Lane {
  readonly name: string
  readonly span: Span
  readonly branches: readonly string[]
  readonly skip: readonly string[]
}

function lanesOf(process: ProcessBlock): readonly Lane[] {
  const fallback = process.keys.changes?.keys.into?.form
  return (process.keys.branches ?? []).flatMap((entry) => {
    const target = targetOf(entry, process)
    if (target === undefined || (entry.name !== fallback && isFed(entry.name, process))) return []
    return [
      {
        name: entry.name,
        span: entry.span,
        branches: followBranches(entry.name, target, process),
        skip: (entry.value.keys.skip ?? []).map((name) => name.form),
      },
    ]
  })
}

/** Where changes that start here go; none start at the end of the line. */
function targetOf(entry: Named<BranchBlock>, { keys }: ProcessBlock): string | undefined {
  const isOpen = hasWildcard(entry.name) && !isProtectedBranch(entry)
  return entry.value.keys.into?.form ?? (isOpen ? keys.changes?.keys.into?.form : undefined)
}

/** Changes come here from another branch, and are followed from there. */
function isFed(branch: string, process: ProcessBlock): boolean {
  const { branches, trains } = process.keys
  const isTarget = (branches ?? []).some((entry) => targetOf(entry, process) === branch)
  return isTarget || (trains ?? []).some((train) => train.value.keys.into?.form === branch)
}

/** From a branch on to where its changes go, and so on, also by train. */
function followBranches(start: string, into: string, { keys }: ProcessBlock): readonly string[] {
  const visited = [start]
  const ahead = [into]
  for (let branch = ahead.shift(); branch !== undefined; branch = ahead.shift()) {
    if (visited.includes(branch)) continue
    const at = branch
    visited.push(at)
    const next = keys.branches?.find((entry) => entry.name === at)?.value.keys.into?.form
    const trains = (keys.trains ?? []).flatMap(({ value }) => (value.keys.from?.form === at ? (value.keys.into?.form ?? []) : []))
    ahead.push(...(next === undefined ? [] : [next]), ...trains)
  }
  return visited
}

function comesBy(lane: Lane, source: Source, process: ProcessBlock): boolean {
  switch (source.kind) {
    case 'branch':
      return lane.branches.some((branch) => overlapsWildcard(source.branch, branch))
    case 'change':
      return source.into === null || lane.branches.slice(1).some((branch) => overlapsWildcard(source.into ?? '*', branch))
    case 'candidate':
      return isMadeOf(lane, process.keys.candidates, process)
    case 'release':
      return isMadeOf(lane, process.keys.releases, process)
    case 'image':
      return comesAsImage(lane, source.registry, process)
    case 'working-copy':
      return false
  }
}

function isMadeOf(lane: Lane, section: ProcessBlock['keys']['releases'], process: ProcessBlock): boolean {
  return (section?.keys.of ?? []).some((of) => comesBy(lane, of.form, process))
}

/** What other projects put into a registry is not known here. */
function comesAsImage(lane: Lane, registry: string, process: ProcessBlock): boolean {
  const own = [process.keys.candidates, process.keys.releases].filter((section) => section?.keys.registry?.form === registry)
  return own.length === 0 || own.some((section) => isMadeOf(lane, section, process))
}

function environmentNamed(name: string | null, process: ProcessBlock): Named<EnvironmentBlock> | undefined {
  return process.keys.environments?.find((entry) => entry.name === name)
}

function takenFrom(lane: Lane, { value }: Named<EnvironmentBlock>, process: ProcessBlock): string | null {
  const takes = value.keys.deploy ?? value.keys.for ?? []
  return takes.find((source) => comesBy(lane, source.form, process))?.text ?? null
}

function checkLane(lane: Lane, production: Named<EnvironmentBlock>, process: ProcessBlock, problems: Problems): void {
  if (takesNothing(production)) return
  if (takenFrom(lane, production, process) === null) {
    const end = lane.branches.at(-1) ?? lane.name
    problems.report(
      lane.span,
      `a change from \`${lane.name}\` can never reach \`${production.name}\`: it ends at \`${end}\`, and \`${production.name}\` takes ${takesOf(production)} only`,
      `say where \`${end}\` goes on with \`into\` or a train, or let \`${production.name}\` take \`branch ${end}\` too`,
    )
    return
  }
  checkBefore(lane, { environment: production, production: production.name, seen: new Set() }, process, problems)
}

interface Stop {
  readonly environment: Named<EnvironmentBlock>
  readonly production: string
  readonly seen: Set<string>
}

/** What an environment comes after must see the same commits. */
function checkBefore(lane: Lane, stop: Stop, process: ProcessBlock, problems: Problems): void {
  if (stop.seen.has(stop.environment.name)) return
  stop.seen.add(stop.environment.name)
  for (const after of stop.environment.value.keys.after ?? []) {
    const before = environmentNamed(after.form, process)
    if (before === undefined || lane.skip.includes(after.form) || takesNothing(before)) continue
    if (takenFrom(lane, before, process) !== null) {
      checkBefore(lane, { ...stop, environment: before }, process, problems)
      continue
    }
    problems.report(
      after.span,
      `a change from \`${lane.name}\` can never reach \`${stop.production}\`: \`${before.name}\` takes ${takesOf(before)} only`,
      `write \`skip: ${before.name}\` at \`${lane.name}\` (one more person must then approve), or let \`${before.name}\` take \`${takenFrom(lane, stop.environment, process) ?? ''}\` too`,
    )
  }
}

/** What it takes was refused, so nothing can be said of it. */
function takesNothing({ value }: Named<EnvironmentBlock>): boolean {
  return (value.keys.deploy ?? value.keys.for ?? []).length === 0
}

function takesOf({ value }: Named<EnvironmentBlock>): string {
  return listOf((value.keys.deploy ?? value.keys.for ?? []).map((source) => source.text))
}
