import type { Answer } from '../kernel/answer.ts'
import type { Who } from '../facts/people.ts'
import type { Draft } from '../project/draft.ts'
import { isOneOf } from '../project/people.ts'
import { refuse } from '../project/refuse.ts'
import { deployers } from '../project/rules.ts'
import { processOf, type Project } from '../project/state.ts'

const developers: readonly Who[] = [{ kind: 'role', role: 'developer' }]

/** A label that the file names starts something: who sets it, or takes it away, needs the right to what it starts. */
export function labelsNeedRight(draft: Draft, labels: readonly string[]): Answer | null {
  for (const label of labels) {
    const rights = rightsOf(draft.state, label)
    if (rights.every((who) => isOneOf(draft.state, draft.input.by, who))) continue
    return refuse('not-allowed', `the label ${label} starts something that ${draft.input.by.name} may not start`)
  }
  return null
}

function startsPipeline(state: Project, label: string): boolean {
  const pipelines = Object.values(processOf(state)?.pipelines.pipelines ?? {})
  return pipelines.some((pipeline) => pipeline.when.some((start) => start.kind === 'change' && start.label === label))
}

/** Those who may start each thing that a label starts. */
function rightsOf(state: Project, label: string): (readonly Who[])[] {
  const facts = processOf(state)
  if (!facts) return []
  const environments = Object.values(facts.environments).filter((fact) =>
    fact.takes.some((source) => source.kind === 'change' && source.label === label),
  )
  const rights = environments.map((fact) => deployers(state, fact))
  const prefix = facts.versions.scheme === 'build' ? null : facts.versions.labels
  const isVersion = prefix !== null && label.startsWith(`${prefix}:`)
  return isVersion || startsPipeline(state, label) ? [...rights, developers] : rights
}
