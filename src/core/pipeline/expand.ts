import type { JobFact, PipelineFact } from '../facts/pipeline.ts'
import { limits } from '../kernel/limits.ts'
import type { JobRow } from './run.ts'

/** The jobs of a run: one for each component and each combination of the matrix. Null: more than a run may have. */
export function expandJobs(pipeline: PipelineFact): Readonly<Record<string, JobRow>> | null {
  const jobs: Record<string, JobRow> = {}
  for (const job of Object.values(pipeline.jobs)) {
    for (const component of job.forEach ?? [null]) {
      for (const matrix of combinations(job)) {
        const key = [job.name, component, ...Object.values(matrix)].filter((part) => part !== null).join('/')
        jobs[key] = { key, name: job.name, component, matrix, attempt: 0, state: { kind: 'waiting' } }
      }
    }
  }
  return Object.keys(jobs).length > limits.jobsPerRunMax ? null : jobs
}

function combinations(job: JobFact): Readonly<Record<string, string>>[] {
  let found: Record<string, string>[] = [{}]
  for (const [axis, values] of Object.entries(job.matrix)) {
    found = found.flatMap((one) => values.map((value) => ({ ...one, [axis]: value })))
    if (found.length > limits.jobsPerRunMax) return found
  }
  return found
}
