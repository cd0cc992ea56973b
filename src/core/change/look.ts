import type { Draft } from '../project/draft.ts'
import { awaited, projectRow } from '../project/state.ts'

/**
 * What is known of a branch may be old: where does it stand? An answer that is under way may have been
 * read before whatever raised the doubt, so it is not waited for.
 */
export function lookAt(draft: Draft, branch: string): void {
  const project = projectRow(draft.state)
  if (!project) return
  const underWay = awaited(draft.state, `branch:${branch}`, 'ref')
  if (underWay) draft.forget(underWay.id)
  draft.ask(`branch:${branch}`, 'ref', { kind: 'lookup.ref', repository: project.repository, ref: `refs/heads/${branch}` })
}

/** The branch has moved: a look that is under way may have seen it before. */
export function lookAgain(draft: Draft, branch: string): void {
  if (awaited(draft.state, `branch:${branch}`, 'ref')) lookAt(draft, branch)
}
