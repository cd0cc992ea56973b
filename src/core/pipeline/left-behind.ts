import type { Draft } from '../project/draft.ts'
import type { Subject } from '../project/subject.ts'
import { standingOf } from './about.ts'
import { waitsForEnvironment } from './place.ts'
import { isFinal, type RunRow } from './run.ts'
import { isWanted, watchersOf } from './wanted.ts'

/**
 * Whether a run has nothing to hope for: its branch or change is gone and nobody else waits for it, or
 * all it still does is wait for an environment to serve a tree that its branch has left.
 */
export function isLeftBehind(draft: Draft, run: RunRow): boolean {
  if (run.cancelled || run.cause.kind === 'verify') return false
  const { isThere, tree } = standingOf(draft.state, run.about)
  if (!isThere && (run.cause.kind === 'push' || run.cause.kind === 'change')) return !isWanted(draft.state, run, null)
  if (isThere && (tree === null || tree === run.facts.tree)) return false
  const open = Object.values(run.jobs).filter((job) => !isFinal(job))
  const isIdle = open.every((job) => job.state.kind === 'waiting')
  return isIdle && open.some((job) => isHeldUp(draft, run, job.name))
}

function isHeldUp(draft: Draft, run: RunRow, name: string): boolean {
  const fact = run.pipeline.jobs[name]
  return fact !== undefined && waitsForEnvironment(draft.state, run, fact)
}

/** The runs of a branch or change are looked at again: it has moved, or is gone. */
export function touchRunsOf(draft: Draft, about: Subject): void {
  for (const run of draft.state.runs.values())
    if (run.about === about || watchersOf(draft.state, run).includes(about)) draft.touch(`run:${run.number}`)
}
