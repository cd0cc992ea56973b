import type { BranchRule } from '../facts/branch.ts'
import type { PipelineFact, PipelineFacts } from '../facts/pipeline.ts'
import type { Start } from '../facts/source.ts'
import type { BranchRow } from '../change/branch.ts'
import type { ChangeRow } from '../change/change.ts'
import { holds } from '../kernel/condition.ts'
import { matches } from '../kernel/pattern.ts'
import { pipelinesOf, type Commit } from '../project/commit.ts'
import type { Draft } from '../project/draft.ts'
import { ruleOf } from '../project/rules.ts'
import type { Project } from '../project/state.ts'
import { ensureRun } from './ensure.ts'
import { surroundingsOf } from './surroundings.ts'

/** Pipelines that a push to this branch starts. Those that its open change starts too are left to the change. */
export function startForPush(draft: Draft, branch: BranchRow, facts: Commit): void {
  if (!branch.isTrusted) return
  const changes = branch.changes
    .map((number) => draft.state.changes.get(String(number)))
    .filter((row) => row?.from === branch.name && row.mayRun)
  for (const pipeline of Object.values(pipelinesOf(draft.state, facts)?.pipelines ?? {})) {
    const isPushed = pipeline.when.some((start) => start.kind === 'push' && (start.to === null || matches(start.to, branch.name)))
    const isChanges = changes.some((change) => change && isStartedBy(pipeline, change))
    if (!isPushed || isChanges || !applies(pipeline, facts, { branch: branch.name, change: null })) continue
    ensureRun(draft, { pipeline, facts, cause: { kind: 'push', branch: branch.name }, isTrusted: true, watcher: `branch:${branch.name}` })
  }
}

/** Pipelines that a change starts, and those that its branch wants to have passed. */
export function startForChange(draft: Draft, change: ChangeRow, facts: Commit): void {
  for (const pipeline of Object.values(pipelinesOf(draft.state, facts)?.pipelines ?? {})) {
    if (!isStartedBy(pipeline, change) && !isRequired(draft.state, change, pipeline.name)) continue
    if (!applies(pipeline, facts, { branch: change.from, change })) continue
    ensureRun(draft, {
      pipeline,
      facts,
      cause: { kind: 'change', change: change.number },
      isTrusted: change.isTrusted,
      watcher: `change:${change.number}`,
      shownOn: change.head,
    })
  }
}

function isRequired(state: Project, change: ChangeRow, pipeline: string): boolean {
  return ruleOf(state, change.into).checks?.includes(pipeline) ?? false
}

/** The pipelines whose outcome a branch asks for, of those that apply to what changes. */
export function checksOf(state: Project, change: ChangeRow, facts: Commit, rule: BranchRule): PipelineFact[] {
  const all = Object.values(pipelinesOf(state, facts)?.pipelines ?? {})
  const wanted = all.filter((pipeline) => rule.checks?.includes(pipeline.name) ?? isStartedBy(pipeline, change))
  return wanted.filter((pipeline) => applies(pipeline, facts, { branch: change.from, change }))
}

/** Checks that the branch names and the commit's own file does not have. */
export function missingChecks(facts: PipelineFacts, rule: BranchRule): string[] {
  return (rule.checks ?? []).filter((name) => !Object.hasOwn(facts.pipelines, name))
}

function isStartedBy(pipeline: PipelineFact, change: ChangeRow): boolean {
  return pipeline.when.some((start) => isFor(start, change))
}

function isFor(start: Start, change: ChangeRow): boolean {
  if (start.kind !== 'change') return false
  return (start.into === null || matches(start.into, change.into)) && (start.label === null || change.labels.includes(start.label))
}

/** Whether a pipeline has anything to do here. One that has not counts for nothing, as if it were not written. */
export function applies(
  pipeline: PipelineFact,
  facts: Commit,
  about: { readonly branch: string | null; readonly change: ChangeRow | null },
): boolean {
  const { paths, isCut } = facts.changed
  const isTouched = pipeline.paths.length === 0 || isCut || paths.some((path) => pipeline.paths.some((pattern) => matches(pattern, path)))
  return isTouched && (pipeline.if === null || holds(pipeline.if.condition, surroundingsOf(facts, about)))
}

/** The pipelines that must have passed on a branch's head before anything shared takes it. */
export function pushedChecks(state: Project, branch: BranchRow, facts: Commit): string[] {
  const named = ruleOf(state, branch.name).checks ?? []
  const all = Object.values(pipelinesOf(state, facts)?.pipelines ?? {})
  const pushed = all.filter(
    (pipeline) =>
      named.includes(pipeline.name) ||
      pipeline.when.some((start) => start.kind === 'push' && (start.to === null || matches(start.to, branch.name))),
  )
  return pushed.filter((pipeline) => applies(pipeline, facts, { branch: branch.name, change: null })).map((pipeline) => pipeline.name)
}
