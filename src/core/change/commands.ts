import type { Answer } from '../kernel/answer.ts'
import { limits } from '../kernel/limits.ts'
import type { Command } from '../project/input.ts'
import type { Draft } from '../project/draft.ts'
import { hasRole, isOneOf, nameOf } from '../project/people.ts'
import { done, refuse } from '../project/refuse.ts'
import { intoOf, ruleOf } from '../project/rules.ts'
import { projectRow } from '../project/state.ts'
import { badText } from '../project/text.ts'
import type { BranchRow } from './branch.ts'
import type { ChangeRow } from './change.ts'
import { judgeChange } from './judge.ts'
import { labelsNeedRight } from './labels.ts'
import { mergers } from './mergers.ts'
import { blocksQueue } from './settle-change.ts'
import { isOwn } from './votes.ts'

type Wanted<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>

export function openChange(draft: Draft, command: Wanted<'change.open'>): Answer {
  const by = nameOf(draft.input.by)
  if (draft.input.by.kind === 'person' && !hasRole(draft.state, draft.input.by, 'viewer'))
    return refuse('not-allowed', `${by} is not a person of this project`)
  const from = draft.state.branches.get(command.from)
  const into = command.into ?? intoOf(draft.state, command.from)
  if (!from) return refuse('no-branch', `there is no branch ${command.from}`)
  if (!draft.state.branches.has(into)) return refuse('no-branch', `there is no branch ${into}`)
  if (into === command.from) return refuse('same-branch', `a change from ${into} cannot go into ${into}`)
  const bad = badText('title', command.title, limits.titleLengthMax) ?? badLabels(command.labels)
  if (bad) return bad
  const twin = from.changes
    .map((number) => draft.state.changes.get(String(number)))
    .find((row) => row?.from === from.name && row.into === into)
  if (twin) return refuse('exists', `change #${twin.number} goes from ${twin.from} into ${into} already`)
  if (draft.state.changes.size >= limits.openChangesMax) return refuse('too-many-changes', `${limits.openChangesMax} changes are open`)
  const guarded = labelsNeedRight(draft, command.labels)
  if (guarded) return guarded
  const number = (projectRow(draft.state)?.changes ?? 0) + 1
  draft.emit({ kind: 'change.opened', row: newChange(draft, { ...command, into }, number, from) })
  return done('opened', { change: number })
}

function newChange(draft: Draft, command: Wanted<'change.open'> & { readonly into: string }, number: number, from: BranchRow): ChangeRow {
  const { head, isTrusted } = from
  return {
    number,
    from: command.from,
    into: command.into,
    title: command.title,
    labels: command.labels,
    isDraft: command.isDraft,
    author: nameOf(draft.input.by),
    pusher: from.by,
    isTrusted,
    mayRun: isTrusted,
    since: draft.now,
    head,
    tree: null,
    landing: null,
    reviews: [],
    asked: null,
    refused: null,
    merging: null,
  }
}

export function editChange(draft: Draft, command: Wanted<'change.edit'>): Answer {
  const row = draft.state.changes.get(String(command.change))
  if (!row) return noChange(command.change)
  if (!isOwnOr(draft, row, 'developer')) return refuse('not-allowed', `only ${row.author} and developers may edit #${row.number}`)
  if (row.merging) return refuse('merging', `#${row.number} is being merged`)
  const title = command.title ?? row.title
  const labels = command.labels ?? row.labels
  const bad = badText('title', title, limits.titleLengthMax) ?? badLabels(labels)
  const guarded = bad ?? labelsNeedRight(draft, differences(labels, row.labels))
  if (guarded) return guarded
  draft.emit({ kind: 'change.edited', change: row.number, title, labels, isDraft: command.isDraft ?? row.isDraft })
  return done('edited', { change: row.number })
}

export function reviewChange(draft: Draft, command: Wanted<'change.review'>): Answer {
  const row = draft.state.changes.get(String(command.change))
  if (!row) return noChange(command.change)
  const by = nameOf(draft.input.by)
  if (!hasRole(draft.state, draft.input.by, 'viewer')) return refuse('not-allowed', `${by} is not a person of this project`)
  if (isOwn(row, by) && command.verdict === 'approved') return refuse('own-change', 'nobody approves a change of their own')
  if (command.head !== row.head) return refuse('moved', `#${row.number} stands at ${row.head} now, not at ${command.head}`)
  if (row.tree === null) return refuse('not-described', `what ${row.head} holds is not known yet`)
  draft.emit({ kind: 'change.reviewed', change: row.number, review: { by, verdict: command.verdict, tree: row.tree, at: draft.now } })
  return done(command.verdict, { change: row.number })
}

export function trustChange(draft: Draft, command: Wanted<'change.trust'>): Answer {
  const row = draft.state.changes.get(String(command.change))
  if (!row) return noChange(command.change)
  if (!hasRole(draft.state, draft.input.by, 'developer')) return refuse('not-allowed', 'a developer lets pipelines run')
  if (command.head !== row.head) return refuse('moved', `#${row.number} stands at ${row.head} now, not at ${command.head}`)
  if (!row.mayRun) draft.emit({ kind: 'change.trusted', change: row.number, by: nameOf(draft.input.by) })
  return done('trusted', { change: row.number })
}

export function mergeChange(draft: Draft, command: Wanted<'change.merge'>): Answer {
  const row = draft.state.changes.get(String(command.change))
  if (!row) return noChange(command.change)
  const rule = ruleOf(draft.state, row.into)
  if (!isOneOf(draft.state, draft.input.by, mergers(rule)))
    return refuse('not-allowed', `${nameOf(draft.input.by)} may not merge into ${row.into}`)
  if (row.asked) return done('asked', { change: row.number })
  const verdicts = judgeChange(draft.state, row, draft.now).filter((verdict) => verdict.gate !== 'merge')
  if (blocksQueue(verdicts)) return refuse('gates', `#${row.number} is not ready`, verdicts)
  draft.emit({ kind: 'change.asked', change: row.number, by: nameOf(draft.input.by), at: draft.now })
  return done('asked', { change: row.number })
}

export function unmergeChange(draft: Draft, command: Wanted<'change.unmerge'>): Answer {
  const row = draft.state.changes.get(String(command.change))
  if (!row) return noChange(command.change)
  if (!isOwnOr(draft, row, 'developer')) return refuse('not-allowed', `only ${row.author} and developers may`)
  if (!row.asked && !row.merging) return refuse('not-asked', `nobody asked for #${row.number} to be merged`)
  if (row.merging) draft.withdraw(row.merging.effect)
  draft.emit({ kind: 'change.unasked', change: row.number, by: nameOf(draft.input.by), reason: 'by-hand' })
  return done('unasked', { change: row.number })
}

export function closeChange(draft: Draft, command: Wanted<'change.close'>): Answer {
  const row = draft.state.changes.get(String(command.change))
  if (!row) return noChange(command.change)
  if (!isOwnOr(draft, row, 'developer')) return refuse('not-allowed', `only ${row.author} and developers may close #${row.number}`)
  if (row.merging) return refuse('merging', `#${row.number} is being merged`)
  draft.emit({ kind: 'change.closed', change: row.number, by: nameOf(draft.input.by), reason: 'by-hand' })
  return done('closed', { change: row.number })
}

function noChange(number: number): Answer {
  return refuse('no-change', `there is no open change #${number}`)
}

/** Whoever opened it, as long as they are of this project. */
function isOwnOr(draft: Draft, row: ChangeRow, role: 'developer' | 'maintainer'): boolean {
  const { by } = draft.input
  const isHere = by.kind === 'part' || hasRole(draft.state, by, 'viewer')
  return (isHere && nameOf(by) === row.author) || hasRole(draft.state, by, role)
}

function badLabels(labels: readonly string[]): Answer | null {
  if (labels.length > limits.labelsMax) return refuse('too-many-labels', `${labels.length} labels; at most ${limits.labelsMax}`)
  for (const label of labels) {
    const bad = badText('label', label, limits.nameLengthMax)
    if (bad) return bad
  }
  return null
}

function differences(after: readonly string[], before: readonly string[]): string[] {
  return [...after.filter((label) => !before.includes(label)), ...before.filter((label) => !after.includes(label))]
}
