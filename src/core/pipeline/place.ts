import type { JobFact } from '../facts/pipeline.ts'
import { environmentId } from '../environment/environment.ts'
import { takes } from '../environment/offer.ts'
import { environmentFact } from '../project/rules.ts'
import type { Project } from '../project/state.ts'
import { ownerOf } from './about.ts'
import type { RunRow } from './run.ts'

/** Which environment a job runs against: the shared one, or the one of its own that the run's branch or change has. */
export function environmentOf(state: Project, run: RunRow, fact: JobFact): string | null {
  if (run.cause.kind === 'verify') return run.cause.environment
  if (fact.at === null || environmentFact(state, fact.at)?.kind !== 'each') return fact.at
  const owner = ownerOf(state, run.about)
  return owner ? environmentId(fact.at, owner) : fact.at
}

/** An environment that the file in force does not name, or that never takes what the run is for, is not waited for. */
export function hasPlace(state: Project, run: RunRow, fact: JobFact): boolean {
  if (fact.at === null || run.cause.kind === 'verify') return true
  const environment = environmentFact(state, fact.at)
  const owner = ownerOf(state, run.about)
  return environment !== null && owner !== null && takes(state, environment, owner)
}

/** A job at an environment runs once that serves the run's tree. What clears up there does not wait: it may be gone. */
export function waitsForEnvironment(state: Project, run: RunRow, fact: JobFact): boolean {
  if (fact.at === null || fact.undoes !== null || run.cause.kind === 'verify') return false
  const id = environmentOf(state, run, fact)
  return id !== null && state.environments.get(id)?.current?.set.tree !== run.facts.tree
}
