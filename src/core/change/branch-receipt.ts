import { learn } from '../project/commit.ts'
import { canonical } from '../kernel/digest.ts'
import type { Outcome } from '../kernel/effect.ts'
import type { WorkValue } from '../kernel/work.ts'
import type { ProcessFacts } from '../facts/process.ts'
import type { Draft } from '../project/draft.ts'
import { askAgainLater } from '../project/ask-again.ts'
import { processOf, projectRow, type PendingRow } from '../project/state.ts'
import { lookAt } from './look.ts'
import { takeBranch } from './push.ts'

/** What the world answered to a question about a branch. */
export function takeBranchReceipt(draft: Draft, name: string, pending: PendingRow, outcome: Outcome): void {
  const row = draft.state.branches.get(name)
  if (outcome.kind !== 'done') return pending.work === 'lookup.ref' ? lookAt(draft, name) : askAgainLater(draft, `branch:${name}`)
  switch (pending.work) {
    case 'lookup.commit': {
      const facts = outcome.value as WorkValue['lookup.commit']
      if (row && facts && row.head === facts.commit) draft.emit({ kind: 'branch.described', branch: name, facts: learn(draft, facts) })
      else if (row && !facts && pending.tag === `describe ${row.head}`) askAgainLater(draft, `branch:${name}`)
      return
    }
    case 'lookup.ref':
      return takeBranch(draft, name, (outcome.value as WorkValue['lookup.ref']).commit, null, false)
    case 'lookup.process':
      return takeProcess(draft, name, pending.tag.slice('process '.length), outcome.value as WorkValue['lookup.process'])
    default:
      return
  }
}

function takeProcess(draft: Draft, branch: string, commit: string, value: WorkValue['lookup.process']): void {
  const isCurrent = projectRow(draft.state)?.governingBranch === branch && draft.state.branches.get(branch)?.head === commit
  if (!isCurrent) return
  if (!value.facts) {
    draft.emit({ kind: 'process.refused', commit, problem: value.problem ?? 'there is no process file' })
    return
  }
  const stale = outdated(processOf(draft.state), value.facts)
  if (stale.length > 0) draft.emit({ kind: 'calendars.dropped', names: stale })
  draft.emit({ kind: 'process.taken', commit, facts: value.facts })
}

/** Calendars that mean something else under the new file, or nothing. */
function outdated(before: ProcessFacts | null, after: ProcessFacts): string[] {
  return Object.entries(before?.calendars ?? {})
    .filter(([name, spec]) => canonical(after.calendars[name] ?? null) !== canonical(spec))
    .map(([name]) => name)
}
