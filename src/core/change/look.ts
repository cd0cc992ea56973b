import type { Draft } from '../project/draft.ts'
import { askAgainLater } from '../project/ask-again.ts'
import { awaited, projectRow } from '../project/state.ts'
import type { Subject } from '../project/subject.ts'

/**
 * What is known of a branch may be old: where does it stand? An answer that is under way may have been
 * read before whatever raised the doubt, so it is not waited for.
 */
export function lookAt(draft: Draft, branch: string): void {
  const subject: Subject = `branch:${branch}`
  const underWay = awaited(draft.state, subject, 'ref')
  if (underWay) draft.forget(underWay.id)
  const row = draft.state.branches.get(branch)
  if (row && !row.isDoubted) draft.emit({ kind: 'branch.doubted', branch })
  if (!row || !draft.state.rests.has(subject)) ask(draft, branch)
}

/** The branch has moved: a look that is under way may have seen it before. */
export function lookAgain(draft: Draft, branch: string): void {
  if (awaited(draft.state, `branch:${branch}`, 'ref')) lookAt(draft, branch)
}

/** A doubt stays until the repository has answered. */
export function settleDoubt(draft: Draft, branch: string): void {
  const subject: Subject = `branch:${branch}`
  const isDoubted = draft.state.branches.get(branch)?.isDoubted ?? false
  if (isDoubted && !draft.state.rests.has(subject) && !awaited(draft.state, subject, 'ref')) ask(draft, branch)
}

function ask(draft: Draft, branch: string): void {
  const project = projectRow(draft.state)
  if (!project) return
  draft.ask(`branch:${branch}`, 'ref', { kind: 'lookup.ref', repository: project.repository, ref: `refs/heads/${branch}` })
}

/**
 * It stands where it was thought to stand. A merge that found otherwise rests before it is tried again: the
 * repository says one thing and does another.
 */
export function seen(draft: Draft, branch: string): void {
  const row = draft.state.branches.get(branch)
  if (!row?.isDoubted) return
  draft.emit({ kind: 'branch.seen', branch })
  for (const number of row.changes) {
    const change = draft.state.changes.get(String(number))
    if (change?.into === branch && change.asked && !change.merging) askAgainLater(draft, `change:${number}`)
  }
}
