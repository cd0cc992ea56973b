import type { ChangeRow } from '../change/change.ts'
import type { ConditionValue } from '../facts/condition.ts'
import type { Surroundings } from '../kernel/condition.ts'
import type { Commit } from '../project/commit.ts'
import { neededJobs } from './identity.ts'
import type { JobRow, RunRow } from './run.ts'

/** What a condition may speak of. */
export function surroundingsOf(facts: Commit, about: { readonly branch: string | null; readonly change: ChangeRow | null }): Surroundings {
  const { change } = about
  return {
    branch: about.branch,
    commit: { id: facts.commit, title: facts.title },
    paths: facts.changed.paths,
    change: change && {
      number: change.number,
      title: change.title,
      from: change.from,
      into: change.into,
      labels: change.labels,
      draft: change.isDraft,
      author: change.author,
    },
  }
}

/** For a job: also what the jobs before it came to, and what the run was started with. */
export function jobSurroundings(run: RunRow, job: JobRow, change: ChangeRow | null): Surroundings {
  const fact = run.pipeline.jobs[job.name]
  const needs: Record<string, ConditionValue> = {}
  for (const needed of fact ? neededJobs(run, fact, job.component) : []) {
    const outputs = needed.state.kind === 'passed' ? needed.state.result.outputs : {}
    needs[needed.name] = { outcome: needed.state.kind, outputs }
  }
  return { ...surroundingsOf(run.facts, { branch: branchOf(run, change), change }), needs, inputs: run.inputs }
}

function branchOf(run: RunRow, change: ChangeRow | null): string | null {
  if (change) return change.from
  return run.cause.kind === 'push' || run.cause.kind === 'hand' ? run.cause.branch : null
}
