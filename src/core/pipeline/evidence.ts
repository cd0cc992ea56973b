import type { PipelineFact } from '../facts/pipeline.ts'
import type { Instant } from '../facts/time.ts'
import { canonical, digestOf } from '../kernel/digest.ts'
import { limits } from '../kernel/limits.ts'
import { pipelinesOf, type Commit } from '../project/commit.ts'
import type { Draft } from '../project/draft.ts'
import type { Project } from '../project/state.ts'
import type { Subject } from '../project/subject.ts'
import { isBound } from './bound.ts'
import { cappedPipeline } from './cap.ts'

export interface Made {
  readonly identity: string
  readonly digest: string
  readonly isTrusted: boolean
}

/**
 * What one pipeline came to on one tree. It follows the tree: a merge commit with the tree
 * that was tested needs no second run.
 */
export interface EvidenceRow {
  readonly tree: string
  readonly pipeline: string
  /** Of the pipeline's definition: another definition is other evidence. */
  readonly definition: string
  readonly isTrusted: boolean
  readonly run: number
  readonly state: 'running' | 'passed' | 'failed' | 'cancelled'
  /** The bytes of components that its jobs made, also while it runs. */
  readonly made: Readonly<Record<string, Made>>
  /** Who is told when it ends. */
  readonly watchers: readonly Subject[]
  readonly at: Instant
}

export function treeKey(tree: string, pipeline: string, isTrusted: boolean): string {
  return `${tree}/${isTrusted ? '' : 'untrusted/'}${pipeline}`
}

/** What was started with other inputs than its own is no evidence for what is started by itself. */
export function inputsKey(inputs: Readonly<Record<string, string>>, usual: Readonly<Record<string, string>>): string {
  const text = canonical(inputs)
  return text === canonical(usual) ? '' : `?${digestOf(text)}`
}

/** Where the outcome depends on the branch or change it is about, it says nothing about any other. */
export function boundKey(key: string, about: Subject): string {
  return `${key}@${about}`
}

/** Evidence of one rollout in one environment says nothing about any other. */
export function verifyKey(environment: string, generation: number, pipeline: string): string {
  return `${environment}#${generation}/${pipeline}`
}

/** A branch's name may hold anything but a space, so what comes after the environment must be a number and a pipeline. */
export function isVerifyKeyOf(environment: string, key: string): boolean {
  if (!key.startsWith(`${environment}#`)) return false
  const [generation = '', pipeline = '', ...more] = key.slice(environment.length + 1).split('/')
  return more.length === 0 && Number.isInteger(Number(generation)) && !pipeline.includes('#')
}

const definitions = new WeakMap<PipelineFact, string>()

/** A digest of everything in a pipeline that can change its outcome. */
export function definitionOf(pipeline: PipelineFact): string {
  const known = definitions.get(pipeline)
  if (known !== undefined) return known
  const { jobs, inputs } = pipeline
  const rights = Object.values(jobs).map((job) => [job.name, job.definition, job.secrets, job.may, job.identity])
  const definition = digestOf(canonical([rights, inputs]))
  definitions.set(pipeline, definition)
  return definition
}

/**
 * What a pipeline of a commit's own file came to on the commit's tree, if it ran as it is written now.
 * `about`: for this branch or change, where that makes a difference; null: for any.
 */
export function evidenceOf(
  state: Project,
  facts: Commit,
  name: string,
  isTrusted: boolean,
  about: Subject | null = null,
): EvidenceRow | null {
  const pipelines = pipelinesOf(state, facts)?.pipelines ?? {}
  const pipeline = Object.hasOwn(pipelines, name) ? pipelines[name] : undefined
  if (!pipeline) return null
  const capped = cappedPipeline(state, pipeline, isTrusted)
  const key = treeKey(facts.tree, name, isTrusted)
  const row =
    about !== null && isBound(pipeline)
      ? state.evidence.get(boundKey(key, about))
      : evidenceAt(state, facts.tree, name, isTrusted, isBound(pipeline))
  return row?.definition === definitionOf(capped) ? row : null
}

const worth: readonly EvidenceRow['state'][] = ['passed', 'running', 'failed', 'cancelled']

/** What a pipeline came to on a tree, whatever it was about: of several, the one that says most. */
export function evidenceAt(state: Project, tree: string, name: string, isTrusted: boolean, mayBeBound = true): EvidenceRow | undefined {
  const key = treeKey(tree, name, isTrusted)
  const plain = state.evidence.get(key)
  if (plain || !mayBeBound) return plain
  const bound = [...state.evidence.entries()].filter(([other]) => other.startsWith(`${key}@`)).map(([, row]) => row)
  return bound.toSorted((a, b) => worth.indexOf(a.state) - worth.indexOf(b.state) || b.run - a.run)[0]
}

/** Forgets the oldest evidence that nothing stands on, when there is more than is kept. */
export function trimEvidence(draft: Draft): void {
  const { evidence } = draft.state
  if (evidence.size <= limits.evidenceMax) return
  const standing = treesInUse(draft.state)
  const idle = [...evidence.entries()].filter(([, row]) => row.state !== 'running' && !standing.has(row.tree))
  const oldest = idle.toSorted(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1))
  const keys = oldest.slice(0, evidence.size - Math.floor(limits.evidenceMax * 0.9)).map(([key]) => key)
  if (keys.length > 0) draft.emit({ kind: 'evidence.dropped', keys })
}

function treesInUse(state: Project): Set<string> {
  const trees = new Set<string>()
  for (const row of state.branches.values()) if (row.facts) trees.add(row.facts.tree)
  for (const row of state.changes.values()) if (row.landing?.kind === 'clean') trees.add(row.landing.facts.tree)
  for (const row of state.rollouts.values()) trees.add(row.set.tree)
  for (const row of state.environments.values()) for (const set of [row.candidate?.set, row.current?.set]) if (set) trees.add(set.tree)
  return trees
}
