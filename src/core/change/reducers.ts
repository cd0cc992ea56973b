import { drop, edit, editProject, put, type Project } from '../project/state.ts'
import type { Reducers } from '../project/event.ts'
import type { ChangeRow } from './change.ts'
import type { BranchEvent, ChangeEvent } from './event.ts'

export const branchReducers: Reducers<BranchEvent, Project> = {
  'branch.moved': (state, event) =>
    put(state, 'branches', event.branch, {
      name: event.branch,
      head: event.head,
      previous: state.branches.get(event.branch)?.head ?? null,
      facts: event.facts,
      since: event.at,
      by: event.by,
      isTrusted: event.isTrusted,
      isQuiet: event.isQuiet,
      isDoubted: false,
      changes: state.branches.get(event.branch)?.changes ?? changesOf(state, event.branch),
    }),
  'branch.described': (state, event) => edit(state, 'branches', event.branch, (row) => ({ ...row, facts: event.facts })),
  'branch.undescribed': (state, event) => edit(state, 'branches', event.branch, (row) => ({ ...row, facts: null })),
  'branch.doubted': (state, event) => edit(state, 'branches', event.branch, (row) => ({ ...row, isDoubted: true })),
  'branch.seen': (state, event) => edit(state, 'branches', event.branch, (row) => ({ ...row, isDoubted: false })),
  'branch.deleted': (state, event) => drop(state, 'branches', event.branch),
}

export const changeReducers: Reducers<ChangeEvent, Project> = {
  'change.opened': (state, event) => {
    const counted = editProject(state, (row) => ({ ...row, changes: Math.max(row.changes, event.row.number) }))
    return linked(put(counted, 'changes', String(event.row.number), event.row), event.row)
  },
  'change.edited': (state, event) => edited(state, event.change, { title: event.title, labels: event.labels, isDraft: event.isDraft }),
  'change.pushed': (state, event) =>
    edited(state, event.change, { head: event.head, pusher: event.by, tree: null, isTrusted: event.isTrusted, mayRun: event.isTrusted }),
  'change.described': (state, event) => edited(state, event.change, { tree: event.tree }),
  'change.trusted': (state, event) => edited(state, event.change, { mayRun: true }),
  'change.reviewed': (state, event) =>
    edit(state, 'changes', String(event.change), (row) => ({
      ...row,
      reviews: [...row.reviews.filter((review) => review.by !== event.review.by), event.review],
    })),
  'change.landing': (state, event) => edited(state, event.change, { landing: event.landing }),
  'change.unlanded': (state, event) => edited(state, event.change, { landing: null }),
  'change.asked': (state, event) => edited(state, event.change, { asked: { by: event.by, at: event.at } }),
  'change.unasked': (state, event) =>
    edit(state, 'changes', String(event.change), (row) => ({
      ...row,
      asked: null,
      refused: event.reason === 'by-hand' ? landingOf(row) : row.refused,
    })),
  'change.merging': (state, event) =>
    edited(state, event.change, { merging: { effect: event.effect, commit: event.commit, base: event.base, by: event.by } }),

  'change.unmerging': (state, event) =>
    edit(state, 'changes', String(event.change), (row) => ({
      ...row,
      merging: null,
      asked: event.reason === 'failed' ? null : row.asked,
      refused: event.reason === 'failed' ? (row.merging?.commit ?? null) : row.refused,
    })),
  'change.merged': (state, event) => ended(state, event.change),
  'change.closed': (state, event) => ended(state, event.change),
}

function edited(state: Project, change: number, fields: Partial<ChangeRow>): Project {
  return edit(state, 'changes', String(change), (row) => ({ ...row, ...fields }))
}

function landingOf(row: ChangeRow): string | null {
  return row.landing?.kind === 'clean' ? row.landing.facts.commit : null
}

/** A branch that comes back has the changes that still want to go into it. */
function changesOf(state: Project, branch: string): number[] {
  const rows = [...state.changes.values()].filter((row) => row.from === branch || row.into === branch)
  return rows.map((row) => row.number).toSorted((a, b) => a - b)
}

/** Both branches of a change know its number. */
function linked(state: Project, row: ChangeRow): Project {
  let next = state
  for (const branch of new Set([row.from, row.into])) {
    next = edit(next, 'branches', branch, (known) => ({ ...known, changes: [...known.changes, row.number] }))
  }
  return next
}

function ended(state: Project, number: number): Project {
  const row = state.changes.get(String(number))
  if (!row) return state
  let next = drop(state, 'changes', String(number))
  for (const branch of new Set([row.from, row.into])) {
    next = edit(next, 'branches', branch, (known) => ({ ...known, changes: known.changes.filter((other) => other !== number) }))
  }
  return next
}
