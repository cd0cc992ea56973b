import type { Builder, PipelineFact, Start } from '../../core/facts/index.ts'
import type { JobDraft } from './jobs.ts'

/** A pipeline whose jobs do not know yet what they build. */
export interface PipelineDraft extends Omit<PipelineFact, 'jobs'> {
  readonly jobs: ReadonlyMap<string, JobDraft>
  /** Jobs whose `artifacts` are written down. */
  readonly keeps: ReadonlySet<string>
}

/** The job that makes each component's bytes: the last one down the line that builds an image or keeps `dist`. */
export function findBuilders(pipelines: readonly PipelineDraft[], components: readonly string[]): ReadonlyMap<string, Builder> {
  const builders = new Map<string, Builder>()
  const candidates = pipelines
    .flatMap(candidatesIn)
    .toSorted((left, right) => compareRanks(right.rank, left.rank) || compareNames(left, right))
  for (const component of components) {
    const best = candidates.find((candidate) => candidate.forEach === null || candidate.forEach.includes(component))
    if (best !== undefined) builders.set(component, { pipeline: best.pipeline, job: best.job })
  }
  return builders
}

interface Candidate extends Builder {
  readonly rank: readonly number[]
  readonly forEach: JobDraft['forEach']
}

function candidatesIn(pipeline: PipelineDraft): readonly Candidate[] {
  const depths = new Map<string, number>()
  return [...pipeline.jobs.values()]
    .filter((job) => builds(job, pipeline))
    .map((job) => ({
      pipeline: pipeline.name,
      job: job.name,
      rank: [reach(pipeline.when), isImage(job) ? 1 : 0, depthOf(job, pipeline.jobs, depths)],
      forEach: job.forEach,
    }))
}

function builds(job: JobDraft, pipeline: PipelineDraft): boolean {
  if (job.work.kind === 'approve') return false
  if (job.work.kind === 'use' && job.work.job.startsWith('build-')) return true
  return pipeline.keeps.has(job.name) && job.artifacts.some((path) => path === 'dist' || path.startsWith('dist/') || path.endsWith('/dist'))
}

function isImage(job: JobDraft): boolean {
  return job.work.kind === 'use' && job.work.job === 'build-image'
}

/** Pipelines that run for every commit build first; then those of some; then those that are only named. */
function reach(when: readonly Start[]): number {
  const ranks = when.map((start) => {
    if (start.kind === 'push') return start.to === null ? 4 : 2
    if (start.kind === 'change') return start.into === null && start.label === null ? 4 : 3
    return start.kind === 'commit' ? 0 : 1
  })
  return Math.max(0, ...ranks)
}

function depthOf(job: JobDraft, jobs: ReadonlyMap<string, JobDraft>, known: Map<string, number>): number {
  const before = known.get(job.name)
  if (before !== undefined) return before
  const depths = job.needs.map((name) => {
    const needed = jobs.get(name)
    return needed === undefined ? 0 : depthOf(needed, jobs, known) + 1
  })
  const depth = Math.max(0, ...depths)
  known.set(job.name, depth)
  return depth
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, rank] of left.entries()) {
    const difference = rank - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function compareNames(left: Builder, right: Builder): number {
  return `${left.pipeline}/${left.job}` < `${right.pipeline}/${right.job}` ? -1 : 1
}
