import type { Project } from '../project/state.ts'
import type { EvidenceRow } from './evidence.ts'
import { neededJobs } from './identity.ts'
import { environmentOf, waitsForEnvironment } from './place.ts'
import { isFinal, type JobRow, type RunRow } from './run.ts'

/**
 * What a pipeline came to, as far as it can before an environment serves its tree: jobs that wait for that
 * are no reason for the environment to wait for them.
 */
export function outcomeFor(state: Project, evidence: EvidenceRow | null | undefined, environment: string): EvidenceRow['state'] | null {
  if (!evidence) return null
  const run = evidence.state === 'running' ? state.runs.get(String(evidence.run)) : undefined
  return run && placesWaitedFor(state, run).includes(environment) && hasGoneWell(run) ? 'passed' : evidence.state
}

/** The environments that a run waits for, when it waits for nothing else. */
export function placesWaitedFor(state: Project, run: RunRow): string[] {
  const open = Object.values(run.jobs).filter((job) => !isFinal(job))
  if (run.cancelled || !open.every((job) => job.state.kind === 'waiting')) return []
  return open.flatMap((job) => placeWaitedFor(state, run, job) ?? [])
}

function placeWaitedFor(state: Project, run: RunRow, job: JobRow): string | null {
  const fact = run.pipeline.jobs[job.name]
  if (!fact || !neededJobs(run, fact, job.component).every(isFinal) || !waitsForEnvironment(state, run, fact)) return null
  return environmentOf(state, run, fact)
}

function hasGoneWell(run: RunRow): boolean {
  return Object.values(run.jobs).every((job) => job.state.kind !== 'failed' && job.state.kind !== 'cancelled')
}
