import type { PipelineFacts } from '../facts/pipeline.ts'
import type { CommitFacts } from '../kernel/work.ts'
import type { Draft } from './draft.ts'
import { processOf, type Project } from './state.ts'

/** What a commit holds, as the state keeps it: its pipelines by their file's digest, since many commits have one file. */
export interface Commit extends Omit<CommitFacts, 'pipelines'> {
  readonly pipelines: string | null
}

/** Takes in what the world says of a commit. A file that is seen for the first time is kept once. */
export function learn(draft: Draft, facts: CommitFacts): Commit {
  const { pipelines } = facts
  if (pipelines && !draft.state.pipelines.has(pipelines.digest)) draft.emit({ kind: 'pipelines.known', pipelines })
  return { ...facts, pipelines: pipelines?.digest ?? null }
}

/** The pipelines of a commit's own file. Null: the file cannot be used. */
export function pipelinesOf(state: Project, commit: Commit): PipelineFacts | null {
  return commit.pipelines === null ? null : pipelinesBy(state, commit.pipelines)
}

function pipelinesBy(state: Project, digest: string): PipelineFacts | null {
  const inForce = processOf(state)?.pipelines
  return inForce?.digest === digest ? inForce : (state.pipelines.get(digest) ?? null)
}

/** Forgets the files that no commit in use has any more, once there are many. */
export function trimPipelines(draft: Draft, most: number): void {
  if (draft.state.pipelines.size <= most) return
  const used = new Set<string | null>()
  for (const row of draft.state.branches.values()) used.add(row.facts?.pipelines ?? null)
  for (const row of draft.state.runs.values()) used.add(row.facts.pipelines)
  for (const row of draft.state.changes.values()) if (row.landing?.kind === 'clean') used.add(row.landing.facts.pipelines)
  const digests = Array.from(draft.state.pipelines.values(), (one) => one.digest).filter((digest) => !used.has(digest))
  if (digests.length > 0) draft.emit({ kind: 'pipelines.dropped', digests })
}
