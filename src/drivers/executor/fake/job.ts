import type { JobRequest, JobResult } from '../../../ports/executor.ts'

/** What comes of a job when nothing happens to the machine it runs on. Null: it never ends by itself. */
export interface JobPlan {
  readonly durationMs: number | null
  readonly result: JobResult
}

export interface Job {
  readonly request: JobRequest
  readonly startedAt: number
  /** How many times it was asked how the job ended. */
  asked: number
  result: JobResult | null
  readonly ended: Promise<void>
  readonly end: (result: JobResult) => void
}

export function newJob(request: JobRequest, startedAt: number): Job {
  const { promise, resolve } = Promise.withResolvers<void>()
  const job: Job = {
    request,
    startedAt,
    asked: 0,
    result: null,
    ended: promise,
    end: (result) => {
      job.result ??= result
      resolve()
    },
  }
  return job
}

export function failed(reason: string): JobResult {
  return { outcome: 'failed', reason, artifact: null, outputs: {}, coverage: null }
}
