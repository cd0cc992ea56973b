import { learn } from '../project/commit.ts'
import { canonical } from '../kernel/digest.ts'
import type { Outcome } from '../kernel/effect.ts'
import type { WorkValue } from '../kernel/work.ts'
import type { ProcessFacts } from '../facts/process.ts'
import type { Draft } from '../project/draft.ts'
import { askAgainLater } from '../project/ask-again.ts'
import { processOf, projectRow, type PendingRow } from '../project/state.ts'
import type { BranchRow } from './branch.ts'
import { forgetSeen } from './forget-seen.ts'
import { lookAt, seen } from './look.ts'
import { takeBranch } from './push.ts'

/** What the world answered to a question about a branch. */
export function takeBranchReceipt(draft: Draft, name: string, pending: PendingRow, outcome: Outcome): void {
  const row = draft.state.branches.get(name)
  if (outcome.kind !== 'done') return askAgainLater(draft, `branch:${name}`)
  switch (pending.work) {
    case 'lookup.commit':
      if (row && pending.tag === `describe ${row.head}`) takeFacts(draft, row, outcome.value as WorkValue['lookup.commit'])
      return
    case 'lookup.ref':
      return takeRef(draft, name, (outcome.value as WorkValue['lookup.ref']).commit)
    case 'lookup.process':
      return takeProcess(draft, name, pending.tag.slice('process '.length), outcome.value as WorkValue['lookup.process'])
    default:
  }
}

function takeFacts(draft: Draft, { name, head }: BranchRow, facts: WorkValue['lookup.commit']): void {
  if (facts?.commit === head) draft.emit({ kind: 'branch.described', branch: name, facts: learn(draft, facts) })
  else doubt(draft, name)
}

/** The repository does not have what it is said to stand at: it is asked where it stands, after a while. */
function doubt(draft: Draft, name: string): void {
  askAgainLater(draft, `branch:${name}`)
  lookAt(draft, name)
}

function takeRef(draft: Draft, name: string, commit: string | null): void {
  if (commit !== null && draft.state.branches.get(name)?.head === commit) seen(draft, name)
  else takeBranch(draft, name, commit, null, false)
}

function takeProcess(draft: Draft, branch: string, commit: string, value: WorkValue['lookup.process']): void {
  const isCurrent = projectRow(draft.state)?.governingBranch === branch && draft.state.branches.get(branch)?.head === commit
  if (!isCurrent) return
  if (!value.facts) return refuseProcess(draft, branch, commit, value.problem ?? 'there is no process file')
  const before = processOf(draft.state)
  const stale = outdated(before, value.facts)
  if (stale.length > 0) draft.emit({ kind: 'calendars.dropped', names: stale })
  draft.emit({ kind: 'process.taken', commit, facts: value.facts })
  forgetSeen(draft, before, value.facts)
}

/** It is known of the commit from now on: nobody asks a second time. */
function refuseProcess(draft: Draft, branch: string, commit: string, problem: string): void {
  draft.emit({ kind: 'process.refused', commit, problem })
  const facts = draft.state.branches.get(branch)?.facts
  if (facts && facts.problem === null) draft.emit({ kind: 'branch.described', branch, facts: { ...facts, problem } })
}

/** Calendars that mean something else under the new file, or nothing. */
function outdated(before: ProcessFacts | null, after: ProcessFacts): string[] {
  return Object.entries(before?.calendars ?? {})
    .filter(([name, spec]) => canonical(after.calendars[name] ?? null) !== canonical(spec))
    .map(([name]) => name)
}
