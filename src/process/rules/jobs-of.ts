import type { JobBlock, PipelineBlock, ProcessBlock } from '../language/blocks.ts'
import type { Named } from '../read/reading.ts'

export interface JobPlace {
  readonly pipeline: Named<PipelineBlock>
  readonly job: Named<JobBlock>
}

/** Every job with its pipeline; a pipeline of one job is its own. */
export function jobsOf(process: ProcessBlock): readonly JobPlace[] {
  return (process.keys.pipelines ?? []).flatMap((pipeline) => {
    const jobs: readonly Named<JobBlock>[] = pipeline.value.keys.jobs ?? [pipeline]
    return jobs.map((job) => ({ pipeline, job }))
  })
}
