import type { Verdict } from '../kernel/verdict.ts'
import { mayAsk } from '../project/ask-again.ts'
import type { Draft } from '../project/draft.ts'
import { componentPaths, ruleOf } from '../project/rules.ts'
import { processOf, projectRow } from '../project/state.ts'
import { openFor } from '../environment/open.ts'
import { touchRunsOf } from '../pipeline/left-behind.ts'
import { startForChange } from '../pipeline/start.ts'
import { areOpen } from '../verdict/make.ts'
import { describe } from './settle-branch.ts'
import type { ChangeRow, Landing } from './change.ts'
import { judgeChange } from './judge.ts'
import { followsBase } from './follows-base.ts'
import { placeInQueue } from './queue.ts'
import { testedFacts } from './tested.ts'

/** Takes a change as far as it may go now: described, merged for a test, tested, queued, merged. */
export function settleChange(draft: Draft, number: number): void {
  touchRunsOf(draft, `change:${number}`)
  const row = draft.state.changes.get(String(number))
  if (!row) return
  if (!follow(draft, row)) return
  const followed = draft.state.changes.get(String(number))
  if (!followed) return
  if (wantsLanding(draft, followed)) askLanding(draft, followed)
  const facts = testedFacts(draft.state, followed)
  if (facts && followed.mayRun) startForChange(draft, followed, facts)
  if (followed.mayRun) openFor(draft, { kind: 'change', change: number })
  if (!followed.merging) proceed(draft, followed)
}

/** Takes over what its branch says now. False: it is closed. */
function follow(draft: Draft, row: ChangeRow): boolean {
  const branch = draft.state.branches.get(row.from)
  if (!branch) {
    if (row.merging) return true
    draft.emit({ kind: 'change.closed', change: row.number, by: 'the repository', reason: 'branch-gone' })
    return false
  }
  if (branch.head !== row.head) {
    draft.emit({ kind: 'change.pushed', change: row.number, head: branch.head, by: branch.by, isTrusted: branch.isTrusted })
  }
  const tree = branch.facts?.tree ?? null
  if (!branch.facts) describe(draft, branch)
  else if (tree !== null && draft.state.changes.get(String(row.number))?.tree !== tree) {
    draft.emit({ kind: 'change.described', change: row.number, tree })
  }
  return true
}

/** A landing speaks of one head, one title and one base; it is made anew when it is needed for what is now. */
function wantsLanding(draft: Draft, row: ChangeRow): boolean {
  const base = draft.state.branches.get(row.into)
  if (!base || row.merging) return false
  const { landing } = row
  if (!landing || landing.head !== row.head || landing.title !== row.title) return true
  if (landing.base === base.head) return false
  if (followsBase(draft.state, row)) return true
  return row.asked !== null && placeInQueue(draft.state, row) === 1
}

function askLanding(draft: Draft, row: ChangeRow): void {
  const project = projectRow(draft.state)
  const base = draft.state.branches.get(row.into)
  const tag = `landing ${base?.head} ${row.head} ${row.title}`
  if (!project || !base || !mayAsk(draft, `change:${row.number}`, tag)) return
  draft.ask(`change:${row.number}`, tag, {
    kind: 'lookup.landing',
    repository: project.repository,
    base: base.head,
    head: row.head,
    how: processOf(draft.state)?.changes.land ?? 'squash',
    title: row.title,
    author: row.author,
    components: componentPaths(draft.state),
  })
}

/** Gates that may still wait while a change stands in the queue. */
const mayWait: readonly string[] = ['line', 'conflicts', 'checks', 'behind']

function proceed(draft: Draft, row: ChangeRow): void {
  const verdicts = judgeChange(draft.state, row, draft.now)
  if (row.asked) {
    if (blocksQueue(verdicts)) draft.emit({ kind: 'change.unasked', change: row.number, by: 'branchline core', reason: 'closed-gate' })
    else if (areOpen(verdicts)) merge(draft, row)
    return
  }
  const rule = ruleOf(draft.state, row.into)
  const others = verdicts.filter((verdict) => verdict.gate !== 'merge' && verdict.code !== 'merged-anew')
  const isNew = row.landing?.kind === 'clean' && row.landing.facts.commit !== row.refused
  if (rule.merge === 'by-itself' && isNew && areOpen(others)) {
    draft.emit({ kind: 'change.asked', change: row.number, by: 'branchline core', at: draft.now })
  }
}

/** Whoever cannot go on leaves the queue, so that those behind can. */
export function blocksQueue(verdicts: readonly Verdict[]): boolean {
  return verdicts.some((verdict) => {
    if (verdict.state === 'open') return false
    return verdict.gate !== 'line' && (verdict.state === 'closed' || !mayWait.includes(verdict.gate))
  })
}

function merge(draft: Draft, row: ChangeRow): void {
  const project = projectRow(draft.state)
  if (!mayAsk(draft, `change:${row.number}`, 'merge')) return
  const landing = row.landing as Extract<Landing, { kind: 'clean' }>
  if (!project) return
  const { commit } = landing.facts
  const effect = draft.ask(
    `change:${row.number}`,
    'merge',
    { kind: 'ref.update', repository: project.repository, ref: `refs/heads/${row.into}`, expect: landing.base, to: commit },
    { lane: `refs/${row.into}` },
  )
  draft.emit({ kind: 'change.merging', change: row.number, effect, commit, base: landing.base, by: row.asked?.by ?? row.author })
}

/** The gates once more, at the moment the merge would take place. */
export function judgeMerge(draft: Draft, row: ChangeRow): Verdict[] {
  return judgeChange(draft.state, row, draft.now)
}
