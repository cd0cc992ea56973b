import type { Project } from '../project/state.ts'
import { split, type Subject } from '../project/subject.ts'
import { standingOf } from './about.ts'
import type { RunRow } from './run.ts'

/** Those who are told when a run ends. Nobody, when another run has taken its place. */
export function watchersOf(state: Project, run: RunRow): readonly Subject[] {
  const evidence = state.evidence.get(run.evidence)
  return evidence?.run === run.number ? evidence.watchers : []
}

/** Whether anybody waits for what a run comes to, this one aside: whoever has moved on to another tree does not. */
export function isWanted(state: Project, run: RunRow, aside: Subject | null): boolean {
  return watchersOf(state, run).some((watcher) => watcher !== aside && wants(state, watcher, run))
}

function wants(state: Project, watcher: Subject, run: RunRow): boolean {
  const { kind, key } = split(watcher)
  if (kind === 'rollout') return state.rollouts.has(key)
  if (kind === 'environment' && state.environments.get(key)?.candidate?.set.tree === run.facts.tree) return true
  const { isThere, tree } = standingOf(state, watcher)
  return isThere && (tree === null || tree === run.facts.tree)
}
