import { canonicalJson } from '../../lib/canonical-json.ts'
import { sha256 } from '../../lib/sha256.ts'
import type { JobDraft } from './jobs.ts'

/**
 * A digest of everything in a job's definition that can change what comes out of it, with that
 * of the jobs before it, whose files it sees. What only says when, where or how often it runs,
 * and what it may do to the outside, stays out: changing that builds nothing again.
 */
export function definitionOf(job: JobDraft, jobs: ReadonlyMap<string, JobDraft>, libraries: Readonly<Record<string, string>>): string {
  return digestOf(job, { jobs, libraries, known: new Map() })
}

interface Lookup {
  readonly jobs: ReadonlyMap<string, JobDraft>
  readonly libraries: Readonly<Record<string, string>>
  readonly known: Map<string, string>
}

function digestOf(job: JobDraft, lookup: Lookup): string {
  const before = lookup.known.get(job.name)
  if (before !== undefined) return before
  const needs = job.needs
    .flatMap((name) => lookup.jobs.get(name) ?? [])
    .filter((needed) => needed.work.kind !== 'approve')
    .map((needed) => digestOf(needed, lookup))
  const { work, forEach, matrix, services, image, runner, directory, env, secrets, artifacts, outputs } = job
  const library = work.kind === 'use' ? (lookup.libraries[work.library] ?? 'built in') : null
  const isForEach = forEach !== null
  const digest = sha256(
    canonicalJson({
      format: 1,
      work,
      library,
      isForEach,
      matrix,
      services,
      image,
      runner,
      directory,
      env,
      secrets,
      artifacts,
      outputs,
      needs: needs.toSorted(),
    }),
  )
  lookup.known.set(job.name, digest)
  return digest
}
