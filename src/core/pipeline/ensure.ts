import type { PipelineFact } from '../facts/pipeline.ts'
import type { Commit } from '../project/commit.ts'
import type { Draft } from '../project/draft.ts'
import { projectRow } from '../project/state.ts'
import type { Subject } from '../project/subject.ts'
import { cancelRun } from './cancel.ts'
import { cappedPipeline } from './cap.ts'
import { definitionOf, treeKey, verifyKey } from './evidence.ts'
import { expandJobs } from './expand.ts'
import type { Cause, RunRow } from './run.ts'

export interface RunWanted {
  readonly pipeline: PipelineFact
  readonly facts: Commit
  readonly cause: Cause
  readonly isTrusted: boolean
  /** Told when it ends. */
  readonly watcher: Subject
  readonly inputs?: Readonly<Record<string, string>>
  readonly isAgain?: boolean
}

/**
 * A pipeline runs once for each tree, as it is written and capped now. Whoever wants it a
 * second time watches the first.
 */
export function ensureRun(draft: Draft, wanted: RunWanted): number | null {
  const pipeline = cappedPipeline(draft.state, wanted.pipeline, wanted.isTrusted)
  const { cause, facts, isTrusted } = wanted
  const key = cause.kind === 'verify' ? verifyKey(cause.environment, cause.generation, pipeline.name) : treeKey(facts.tree, pipeline.name, isTrusted)
  const known = draft.state.evidence.get(key)
  if (known && known.definition === definitionOf(pipeline) && !(wanted.isAgain && known.state !== 'running')) {
    if (known.state === 'running' && !known.watchers.includes(wanted.watcher)) draft.emit({ kind: 'run.watched', evidence: key, by: wanted.watcher })
    return known.run
  }
  const jobs = expandJobs(pipeline)
  if (!jobs) return null
  if (pipeline.overlap === 'replace') replaceOthers(draft, pipeline, wanted)
  const row: RunRow = {
    number: (projectRow(draft.state)?.runs ?? 0) + 1,
    pipeline,
    definition: definitionOf(pipeline),
    cause,
    evidence: key,
    facts,
    inputs: wanted.inputs ?? {},
    isTrusted,
    isAgain: wanted.isAgain ?? false,
    since: draft.now,
    cancelled: null,
    jobs,
  }
  draft.emit({ kind: 'run.started', row, watchers: [wanted.watcher] })
  return row.number
}

/** The newest push or change is what counts: an earlier run that only this one watched ends. */
function replaceOthers(draft: Draft, pipeline: PipelineFact, wanted: RunWanted): void {
  if (wanted.cause.kind === 'verify' || wanted.cause.kind === 'build') return
  for (const run of draft.state.runs.values()) {
    if (run.pipeline.name !== pipeline.name || run.cancelled || run.cause.kind === 'verify') continue
    const evidence = draft.state.evidence.get(run.evidence)
    const isOnlyOurs = evidence?.run === run.number && evidence.watchers.every((watcher) => watcher === wanted.watcher)
    if (isOnlyOurs) cancelRun(draft, run, 'branchline core', true)
  }
}
