import type { Outcome } from '../../core/kernel/effect.ts'
import type { Artifacts } from '../../ports/artifacts.ts'
import type { Executor, JobRequest, JobResult } from '../../ports/executor.ts'
import type { WorkContext } from '../handler.ts'
import { done, type HandlersOf, type WorkOf } from './work.ts'

export interface JobPorts {
  readonly executor: Executor
  readonly artifacts: Artifacts
}

type Job = WorkOf<'job.run'>

/** Jobs, which outlive whoever started them: a second attempt finds the job of the first by its handle. */
export function jobHandlers({ executor, artifacts }: JobPorts): HandlersOf<'job.run'> {
  return {
    'job.run': {
      pace: 'long',
      isReadOnly: false,
      run: async (job, context) => await kept(artifacts, job, await executor.run(requestOf(job, context), context.signal)),
      probe: async (job, { handle }) => {
        const progress = await executor.progress(handle)
        return progress.kind === 'ended' ? { kind: 'ended', outcome: await kept(artifacts, job, progress.result) } : progress
      },
      cancel: async (job, { handle }) => {
        await executor.cancel(handle)
        const progress = await executor.progress(handle)
        // It may have passed just before: what it made is as good as any.
        const hasPassed = progress.kind === 'ended' && progress.result.outcome === 'passed'
        return hasPassed ? await kept(artifacts, job, progress.result) : { kind: 'cancelled' }
      },
    },
  }
}

function requestOf({ kind: _, ...job }: Job, { handle }: WorkContext): JobRequest {
  return { handle, ...job }
}

/** What passed is kept under the identity of what went in. Of two runs with one identity the first one's bytes count, for both. */
async function kept(artifacts: Artifacts, { artifactIdentity: identity, isTrusted }: Job, result: JobResult): Promise<Outcome> {
  if (identity === null || result.outcome !== 'passed') return done<'job.run'>(result)
  const stored = await artifacts.keep({ identity, digest: result.artifact, outputs: result.outputs, isTrusted })
  return done<'job.run'>({ ...result, artifact: stored.digest, outputs: stored.outputs })
}
