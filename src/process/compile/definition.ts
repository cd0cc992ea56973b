import { canonicalJson } from '../../lib/canonical-json.ts'
import { sha256 } from '../../lib/sha256.ts'
import type { JobDraft } from './jobs.ts'

/**
 * Of each job, a digest of everything in its definition that can change what comes out of it, with that
 * of the jobs before it, whose files it sees. What only says when, where or how often it runs,
 * and what it may do to the outside, stays out: changing that builds nothing again.
 */
export function definitionsOf(
  jobs: ReadonlyMap<string, JobDraft>,
  libraries: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const lookup: Lookup = { jobs, libraries, known: new Map() }
  return new Map([...jobs.values()].map((job) => [job.name, digestOf(job, lookup)]))
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
