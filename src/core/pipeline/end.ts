import { limits } from '../kernel/limits.ts'
import { pipelinesOf, trimPipelines } from '../project/commit.ts'
import type { Draft } from '../project/draft.ts'
import { tellNews } from '../project/news.ts'
import { projectRow } from '../project/state.ts'
import { branchOf, changeOf } from './about.ts'
import { ensureRun } from './ensure.ts'
import { trimEvidence } from './evidence.ts'
import type { RunOutcome, RunRow } from './run.ts'
import { applies } from './start.ts'

/** Every job has come to its end, and so has the run. */
export function endRun(draft: Draft, run: RunRow): void {
  const outcome = outcomeOf(run)
  draft.emit({ kind: 'run.ended', run: run.number, outcome })
  if (outcome === 'replaced') return
  report(draft, run, outcome)
  if (outcome === 'passed') startFollowers(draft, run)
  if (outcome === 'failed') tellNews(draft, 'failed', null, { run: run.number, pipeline: run.pipeline.name, commit: run.facts.commit })
  trimEvidence(draft)
  trimPipelines(draft, limits.pipelineFilesMax)
}

function outcomeOf(run: RunRow): RunOutcome {
  if (run.cancelled) return run.cancelled.isReplaced ? 'replaced' : 'cancelled'
  return Object.values(run.jobs).some((job) => job.state.kind === 'failed') ? 'failed' : 'passed'
}

/** What stands on the commit for everybody to see. */
function report(draft: Draft, run: RunRow, outcome: RunOutcome): void {
  const project = projectRow(draft.state)
  if (!project) return
  const code = outcome === 'passed' ? (run.pipeline.mark ?? 'passed') : outcome
  const state = outcome === 'passed' ? 'passed' : 'failed'
  draft.ask(
    'project',
    `report ${run.number}`,
    {
      kind: 'report',
      repository: project.repository,
      commit: run.shownOn,
      key: run.pipeline.name,
      state,
      code,
      evidence: { run: run.number },
    },
    { lane: `report/${run.shownOn}` },
  )
}

/** Pipelines that start when this one has passed: about the same branch or change, on the same commit. */
function startFollowers(draft: Draft, run: RunRow): void {
  const { facts, isTrusted, about, shownOn } = run
  const change = changeOf(draft.state, about)
  for (const pipeline of Object.values(pipelinesOf(draft.state, facts)?.pipelines ?? {})) {
    if (!pipeline.when.some((start) => start.kind === 'pipeline' && start.pipeline === run.pipeline.name)) continue
    if (!applies(pipeline, facts, { branch: branchOf(draft.state, about), change })) continue
    ensureRun(draft, {
      pipeline,
      facts,
      cause: { kind: 'pipeline', run: run.number },
      isTrusted,
      watcher: about,
      shownOn,
      isAnew: run.isAgain,
    })
  }
}
