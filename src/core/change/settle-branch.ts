import type { Commit } from '../project/commit.ts'
import { mayAsk } from '../project/ask-again.ts'
import type { Draft } from '../project/draft.ts'
import { componentPaths, ruleOf } from '../project/rules.ts'
import { processOf, projectRow, type Project } from '../project/state.ts'
import { openFor } from '../environment/open.ts'
import { matches } from '../kernel/pattern.ts'
import { startForPush } from '../pipeline/start.ts'
import { touchRunsOf } from '../pipeline/left-behind.ts'
import type { BranchRow } from './branch.ts'
import { settleDoubt } from './look.ts'

/** What a branch's head leads to: its description, the file that governs, runs, an environment. */
export function settleBranch(draft: Draft, name: string): void {
  const row = draft.state.branches.get(name)
  touchRunsOf(draft, `branch:${name}`)
  if (!row) return
  settleDoubt(draft, name)
  if (!row.facts) {
    if (isWanted(draft.state, row)) describe(draft, row)
    return
  }
  takeProcess(draft, row, row.facts)
  if (row.isQuiet) return
  startForPush(draft, row, row.facts)
  openFor(draft, { kind: 'branch', branch: name })
}

/** Of very many branches that moved at once, only those that something rests on are looked up. */
function isWanted(state: Project, row: BranchRow): boolean {
  if (!row.isQuiet || row.changes.length > 0) return true
  if (projectRow(state)?.governingBranch === row.name || ruleOf(state, row.name).isProtected) return true
  const facts = Object.values(processOf(state)?.environments ?? {})
  const shared = facts.filter((fact) => fact.kind === 'shared').flatMap((fact) => fact.takes)
  return shared.some((source) => source.kind === 'branch' && matches(source.branch, row.name) && source.branch !== '*')
}

export function describe(draft: Draft, row: BranchRow): void {
  const project = projectRow(draft.state)
  const tag = `describe ${row.head}`
  if (!project || !mayAsk(draft, `branch:${row.name}`, tag)) return
  draft.ask(`branch:${row.name}`, tag, {
    kind: 'lookup.commit',
    repository: project.repository,
    commit: row.head,
    since: row.previous,
    components: componentPaths(draft.state),
  })
}

/** The file at the head of the governing branch comes into force, if it can. */
function takeProcess(draft: Draft, row: BranchRow, facts: Commit): void {
  const project = projectRow(draft.state)
  if (!project || project.governingBranch !== row.name || project.governingCommit === facts.commit) return
  if (facts.problem !== null) {
    if (project.problem !== facts.problem) draft.emit({ kind: 'process.refused', commit: facts.commit, problem: facts.problem })
    return
  }
  const inForce = processOf(draft.state)
  if (inForce && facts.pipelines === inForce.digest) {
    // The file in force has come back: what was wrong with the one between is over.
    if (project.problem !== null) draft.emit({ kind: 'process.kept', commit: facts.commit })
    return
  }
  const tag = `process ${facts.commit}`
  if (!mayAsk(draft, `branch:${row.name}`, tag)) return
  draft.ask(`branch:${row.name}`, tag, { kind: 'lookup.process', repository: project.repository, commit: facts.commit })
}
