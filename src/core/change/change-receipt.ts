import { learn } from '../project/commit.ts'
import type { Outcome } from '../kernel/effect.ts'
import type { WorkValue } from '../kernel/work.ts'
import { askAgainLater } from '../project/ask-again.ts'
import type { Draft } from '../project/draft.ts'
import type { PendingRow } from '../project/state.ts'
import { tellNews } from '../project/news.ts'
import { lookAgain, lookAt } from './look.ts'
import type { ChangeRow, Landing } from './change.ts'

/** What the world answered to a question about a change, or came of its merge. */
export function takeChangeReceipt(draft: Draft, number: number, pending: PendingRow, outcome: Outcome): void {
  const row = draft.state.changes.get(String(number))
  if (!row) return
  if (pending.work === 'lookup.landing') takeLanding(draft, row, pending, outcome)
  if (pending.work === 'ref.update' && row.merging?.effect === pending.id) takeMerge(draft, row, outcome)
}

function takeLanding(draft: Draft, row: ChangeRow, pending: PendingRow, outcome: Outcome): void {
  const [, base = '', head = ''] = pending.tag.split(' ')
  const title = pending.tag.slice(`landing ${base} ${head} `.length)
  if (outcome.kind !== 'done') return askAgainLater(draft, `change:${row.number}`)
  const isKnown = row.landing?.head === head && row.landing.title === title && row.landing.base === draft.state.branches.get(row.into)?.head
  if (head !== row.head || title !== row.title || (isKnown && row.landing?.base !== base)) return
  const value = outcome.value as WorkValue['lookup.landing']
  const landing: Landing =
    value.kind === 'clean' ? { ...value, base, head, title, facts: learn(draft, value.facts) } : { ...value, base, head, title }
  draft.emit({ kind: 'change.landing', change: row.number, landing })
}

function takeMerge(draft: Draft, row: ChangeRow, outcome: Outcome): void {
  const merging = row.merging
  if (!merging) return
  if (outcome.kind === 'done' && outcome.value === 'moved') {
    const { into, landing } = row
    const facts = landing?.kind === 'clean' && landing.facts.commit === merging.commit ? landing.facts : null
    const { by } = merging
    if (draft.state.branches.get(into)?.head === merging.base) {
      draft.emit({ kind: 'branch.moved', branch: into, head: merging.commit, facts, by, isTrusted: true, isQuiet: false, at: draft.now })
      lookAgain(draft, into)
    }
    finish(draft, row, merging)
    return
  }
  const reason = outcome.kind === 'done' ? 'moved' : outcome.kind === 'cancelled' ? 'cancelled' : 'failed'
  draft.emit({ kind: 'change.unmerging', change: row.number, reason })
  lookAt(draft, row.into)
}

function finish(draft: Draft, row: ChangeRow, { commit, by }: NonNullable<ChangeRow['merging']>): void {
  draft.emit({ kind: 'change.merged', change: row.number, commit, by })
  tellNews(draft, 'change merged', null, { change: row.number, title: row.title, into: row.into })
}

/** The merge may not start. Where the branch stands at its commit, an attempt that was given up has made it after all. */
export function stopMerging(draft: Draft, row: ChangeRow): void {
  if (row.merging && draft.state.branches.get(row.into)?.head === row.merging.commit) finish(draft, row, row.merging)
  else draft.emit({ kind: 'change.unmerging', change: row.number, reason: 'not-permitted' })
}
