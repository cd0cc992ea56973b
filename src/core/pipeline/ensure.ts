import type { PipelineFact } from '../facts/pipeline.ts'
import { canonical } from '../kernel/digest.ts'
import type { Commit } from '../project/commit.ts'
import type { Draft } from '../project/draft.ts'
import { projectRow } from '../project/state.ts'
import type { Subject } from '../project/subject.ts'
import { isBound } from './bound.ts'
import { cancelRun } from './cancel.ts'
import { cappedPipeline } from './cap.ts'
import { boundKey, definitionOf, evidenceOf, inputsKey, treeKey, verifyKey, type EvidenceRow } from './evidence.ts'
import { expandJobs } from './expand.ts'
import { defaultInputs } from './inputs.ts'
import { isWanted, watchersOf } from './wanted.ts'
import type { Cause, JobRow, RunRow } from './run.ts'

export interface RunWanted {
  readonly pipeline: PipelineFact
  readonly facts: Commit
  readonly cause: Cause
  readonly isTrusted: boolean
  /** What it is about, and who is told when it ends. */
  readonly watcher: Subject
  /** The commit people see the outcome on, where that is not the one it runs on. */
  readonly shownOn?: string
  readonly inputs?: Readonly<Record<string, string>>
  /** What was done before is not taken. */
  readonly isAgain?: boolean
  /** An outcome that is there already is no reason not to run. */
  readonly isAnew?: boolean
}

type Named = RunWanted & { readonly key: string; readonly inputs: Readonly<Record<string, string>> }

/**
 * A pipeline runs once for each tree, as it is written and capped now. Whoever wants it a
 * second time watches the first. Null: it has more jobs than a run may have.
 */
export function ensureRun(draft: Draft, wanted: RunWanted): number | null {
  const pipeline = cappedPipeline(draft.state, wanted.pipeline, wanted.isTrusted)
  const inputs = { ...defaultInputs(pipeline), ...wanted.inputs }
  const named: Named = { ...wanted, pipeline, inputs, key: keyOf(pipeline, wanted, inputs) }
  const known = draft.state.evidence.get(named.key) ?? builtElsewhere(draft, wanted)
  if (known && known.definition === definitionOf(pipeline) && !isDoneAnew(draft, wanted, known)) {
    const isNew = known.state === 'running' && !known.watchers.includes(wanted.watcher)
    if (isNew) draft.emit({ kind: 'run.watched', evidence: evidenceKeyOf(draft, known) ?? named.key, by: wanted.watcher })
    return known.run
  }
  const jobs = expandJobs(pipeline)
  if (!jobs) return null
  if (pipeline.overlap === 'replace') replaceOthers(draft, named)
  return start(draft, named, jobs, known)
}

function keyOf(pipeline: PipelineFact, { cause, facts, isTrusted, watcher }: RunWanted, inputs: Readonly<Record<string, string>>): string {
  if (cause.kind === 'verify') return verifyKey(cause.environment, cause.generation, pipeline.name)
  const key = treeKey(facts.tree, pipeline.name, isTrusted) + inputsKey(inputs, defaultInputs(pipeline))
  return isBound(pipeline) && cause.kind !== 'build' ? boundKey(key, watcher) : key
}

/** An environment needs bytes and outcomes of a tree, whatever branch or change they were made for. */
function builtElsewhere(draft: Draft, { cause, facts, pipeline, isTrusted }: RunWanted): EvidenceRow | undefined {
  return cause.kind === 'build' ? (evidenceOf(draft.state, facts, pipeline.name, isTrusted) ?? undefined) : undefined
}

function evidenceKeyOf(draft: Draft, known: EvidenceRow): string | undefined {
  return draft.state.runs.get(String(known.run))?.evidence
}

/** What runs is never started a second time, unless it is being cancelled. */
function isDoneAnew(draft: Draft, { isAgain, isAnew }: RunWanted, known: EvidenceRow): boolean {
  if (!isAgain && !isAnew) return false
  return known.state !== 'running' || (draft.state.runs.get(String(known.run))?.cancelled ?? null) !== null
}

/** Whoever watched an earlier run under this key watches this one. */
function start(draft: Draft, named: Named, jobs: Readonly<Record<string, JobRow>>, known: EvidenceRow | undefined): number {
  const { pipeline, cause, facts, inputs, isTrusted, watcher } = named
  const row: RunRow = {
    number: (projectRow(draft.state)?.runs ?? 0) + 1,
    pipeline,
    definition: definitionOf(pipeline),
    cause,
    about: watcher,
    shownOn: named.shownOn ?? facts.commit,
    evidence: named.key,
    facts,
    inputs,
    isTrusted,
    isAgain: named.isAgain === true || (named.isAnew === true && known !== undefined),
    since: draft.now,
    cancelled: null,
    jobs,
  }
  draft.emit({ kind: 'run.started', row, watchers: [...new Set([...(known?.watchers ?? []), watcher])] })
  return row.number
}

/** The newest push or change is what counts: an earlier run like it that nobody else still wants ends. */
function replaceOthers(draft: Draft, { pipeline, cause, watcher, inputs }: Named): void {
  if (cause.kind === 'verify' || cause.kind === 'build') return
  for (const run of draft.state.runs.values()) {
    if (run.pipeline.name !== pipeline.name || run.cancelled || run.cause.kind === 'verify') continue
    const isOurs = run.about === watcher || watchersOf(draft.state, run).includes(watcher)
    const isAlike = canonical(run.inputs) === canonical(inputs)
    if (isOurs && isAlike && !isWanted(draft.state, run, watcher)) cancelRun(draft, run, 'branchline core', true)
  }
}
