import type { JobFact, PipelineFact } from '../facts/pipeline.ts'
import { processOf, type Project } from '../project/state.ts'

const empty: Partial<JobFact> = { secrets: [], may: [], identity: null, runner: null }

/**
 * A pipeline as a commit's own file has it, with no more rights than the file in force gives to
 * the job of the same name. What an untrusted run does has none.
 */
export function cappedPipeline(state: Project, pipeline: PipelineFact, isTrusted: boolean): PipelineFact {
  const governing = processOf(state)?.pipelines.pipelines[pipeline.name]
  if (isTrusted && governing === pipeline) return pipeline
  const known = cached.get(pipeline)
  if (known && known.governing === governing && known.isTrusted === isTrusted) return known.capped
  const jobs = Object.fromEntries(
    Object.entries(pipeline.jobs).map(([name, job]) => [name, capped(job, isTrusted ? governing?.jobs[name] : undefined)]),
  )
  const result = { ...pipeline, jobs }
  cached.set(pipeline, { governing, isTrusted, capped: result })
  return result
}

/** The newest answer for each pipeline: the same question is asked many times in one decision. */
const cached = new WeakMap<
  PipelineFact,
  { readonly governing: PipelineFact | undefined; readonly isTrusted: boolean; readonly capped: PipelineFact }
>()

function capped(job: JobFact, governing: JobFact | undefined): JobFact {
  if (!governing) return { ...job, ...empty }
  return {
    ...job,
    secrets: job.secrets.filter((name) => governing.secrets.includes(name)),
    may: job.may.filter((permission) => governing.may.includes(permission)),
    identity: job.identity === governing.identity ? job.identity : null,
    runner: job.runner === governing.runner ? job.runner : null,
  }
}
