import type { EnvironmentFact } from '../facts/environment.ts'
import { canonical, digestOf } from '../kernel/digest.ts'
import { pipelinesOf, type Commit } from '../project/commit.ts'
import { evidenceOf, type EvidenceRow } from '../pipeline/evidence.ts'
import { pushedChecks } from '../pipeline/start.ts'
import { processOf, type Project } from '../project/state.ts'
import type { ReleaseSet } from './environment.ts'
import type { Offer } from './offer.ts'

/** A set that is whole, or the components whose bytes are missing. */
export type Assembly =
  | { readonly kind: 'whole'; readonly set: ReleaseSet }
  | {
      readonly kind: 'missing'
      readonly building: readonly string[]
      readonly failed: readonly string[]
      readonly unbuilt: readonly string[]
    }

/** Puts together what an environment would get of a commit: bytes that were made for its very tree. */
export function assemble(state: Project, fact: EnvironmentFact, offer: Offer): Assembly {
  const made: Record<string, string> = {}
  const runs: number[] = []
  const missing: Record<'building' | 'failed' | 'unbuilt', string[]> = { building: [], failed: [], unbuilt: [] }
  let isTrusted = offer.isTrusted
  for (const component of componentsOf(fact, offer.facts)) {
    const evidence = builtBy(state, offer, component)
    const bytes = evidence?.made[component]
    if (bytes && evidence) {
      made[component] = bytes.digest
      runs.push(evidence.run)
      isTrusted &&= bytes.isTrusted
    } else missing[evidence === null ? 'unbuilt' : evidence.state === 'running' ? 'building' : 'failed'].push(component)
  }
  if (missing.building.length + missing.failed.length + missing.unbuilt.length > 0) return { kind: 'missing', ...missing }
  return { kind: 'whole', set: setOf(state, fact, offer, made, isTrusted, runs) }
}

/** The components of an environment that a commit has. */
function componentsOf(fact: EnvironmentFact, facts: Commit): string[] {
  return fact.components.filter((name) => (facts.subtrees[name] ?? null) !== null)
}

function builtBy(state: Project, offer: Offer, component: string): EvidenceRow | null {
  const builder = pipelinesOf(state, offer.facts)?.builders[component]
  return builder ? evidenceOf(state, offer.facts, builder.pipeline, offer.isTrusted) : null
}

function setOf(
  state: Project,
  fact: EnvironmentFact,
  offer: Offer,
  components: Record<string, string>,
  isTrusted: boolean,
  runs: readonly number[],
): ReleaseSet {
  const process = processOf(state)
  const migrations = Object.keys(components).map((name) => process?.components[name]?.migrate ?? null)
  return {
    commit: offer.facts.commit,
    tree: offer.facts.tree,
    title: offer.facts.title,
    branch: offer.branch,
    change: offer.change,
    components,
    digest: digestOf(canonical({ components, migrations, configuration: configurationOf(fact) })),
    version: process?.versions.scheme === 'build' ? String(Math.max(0, ...runs)) : null,
    isTrusted,
    checks: checksOf(state, fact, offer),
  }
}

const configurations = new WeakMap<EnvironmentFact, string>()

/** A digest of what an environment gives to all that it runs. */
function configurationOf(fact: EnvironmentFact): string {
  const known = configurations.get(fact)
  if (known !== undefined) return known
  const { env, secrets, size, instances, server, infra } = fact
  const digest = digestOf(canonical({ env, secrets, size, instances, server, infra }))
  configurations.set(fact, digest)
  return digest
}

/** What must have passed before anything shared takes it. */
function checksOf(state: Project, fact: EnvironmentFact, offer: Offer): readonly string[] {
  const branch = offer.change === null && fact.kind === 'shared' ? state.branches.get(offer.branch) : undefined
  return branch ? pushedChecks(state, branch, offer.facts) : []
}

/** Whether all these bytes have served together. None is no proof of anything. */
export function hasServed(served: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(wanted)
  return names.length > 0 && names.every((name) => Object.hasOwn(served, name) && served[name] === wanted[name])
}
