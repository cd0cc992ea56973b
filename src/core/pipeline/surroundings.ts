import type { ChangeRow } from '../change/change.ts'
import type { ConditionValue } from '../facts/condition.ts'
import type { Surroundings } from '../kernel/condition.ts'
import type { Commit } from '../project/commit.ts'
import type { Project } from '../project/state.ts'
import { branchOf, changeOf } from './about.ts'
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
export function jobSurroundings(state: Project, run: RunRow, job: JobRow): Surroundings {
  const fact = run.pipeline.jobs[job.name]
  const needs: Record<string, ConditionValue> = {}
  for (const needed of fact ? neededJobs(run, fact, job.component) : []) {
    const outputs = needed.state.kind === 'passed' ? needed.state.result.outputs : {}
    needs[needed.name] = { outcome: needed.state.kind, outputs }
  }
  return {
    ...surroundingsOf(run.facts, { branch: branchOf(state, run.about), change: changeOf(state, run.about) }),
    needs,
    inputs: run.inputs,
  }
}
