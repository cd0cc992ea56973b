import type { JobFact } from '../facts/pipeline.ts'
import { canonical, digestOf } from '../kernel/digest.ts'
import type { JobRow, RunRow } from './run.ts'

/**
 * What a job's results are known by: everything that went in, and nothing that did not. Neither
 * the commit nor the version: the same tree gives the same bytes, whatever it is called.
 */
export function identityOf(run: RunRow, job: JobRow, fact: JobFact): string {
  return digestOf(
    canonical({
      definition: fact.definition,
      tree: job.component === null ? run.facts.tree : (run.facts.subtrees[job.component] ?? run.facts.tree),
      component: job.component,
      matrix: job.matrix,
      inputs: run.inputs,
      needs: neededJobs(run, fact, job.component).map(cameTo),
      isTrusted: run.isTrusted,
    }),
  )
}

/** What goes in from a job before: the bytes and outputs it gave, and not what those were made of. */
function cameTo({ key, state }: JobRow): readonly unknown[] {
  return state.kind === 'passed' ? [key, state.result.artifact, state.result.outputs] : [key, state.kind]
}

/** The jobs that this one needs, after `for` and `matrix`: of one component, its own where it has one. */
export function neededJobs(run: RunRow, fact: JobFact, component: string | null = null): JobRow[] {
  const named = Object.values(run.jobs).filter((job) => fact.needs.includes(job.name))
  return named.filter((job) => component === null || job.component === null || job.component === component)
}
