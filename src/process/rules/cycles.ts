import { findCycle } from '../../lib/find-cycle.ts'
import type { ProcessBlock } from '../language/blocks.ts'
import type { Named, Value } from '../read/reading.ts'
import type { Problems } from '../source/problem.ts'
import type { Span } from '../source/span.ts'
import type { CheckRule } from './rule.ts'

/** Nothing waits for itself, not even by way of others. */
export const checkCycles: CheckRule = (process, { problems }) => {
  const { keys } = process
  for (const pipeline of keys.pipelines ?? []) {
    report(pipeline.value.keys.jobs, (job) => [...wordsOf(job.keys.needs), ...wordsOf(job.keys.undoes && [job.keys.undoes])], problems)
  }
  report(keys.environments, (environment) => wordsOf(environment.keys.after), problems)
  report(keys.components, (component) => wordsOf(component.keys.needs), problems)
  report(keys.snapshots, (snapshot) => wordsOf(snapshot.keys.of && [snapshot.keys.of]), problems)
  report(keys.pipelines, pipelinesBefore, problems)
  reportBranches(process, problems)
}

interface Edge {
  readonly to: string
  readonly span: Span
}

function wordsOf(values: readonly Value<string>[] | undefined): readonly Edge[] {
  return values?.map((value) => ({ to: value.form, span: value.span })) ?? []
}

type PipelineKeys = NonNullable<ProcessBlock['keys']['pipelines']>[number]['value']

function pipelinesBefore(pipeline: PipelineKeys): readonly Edge[] {
  return (pipeline.keys.when ?? []).flatMap(({ form, span }) => (form.kind === 'pipeline' ? [{ to: form.pipeline, span }] : []))
}

function report<V>(entries: readonly Named<V>[] | undefined, edgesOf: (value: V) => readonly Edge[], problems: Problems): void {
  const edges = new Map((entries ?? []).map((entry) => [entry.name, edgesOf(entry.value)]))
  reportCycle(edges, 'these wait for each other', 'one of them must not wait', problems)
}

/** A train back to where the changes came from would carry them round for ever. */
function reportBranches({ keys }: ProcessBlock, problems: Problems): void {
  const edges = new Map<string, readonly Edge[]>()
  const add = (from: string, to: Value<string> | undefined): void => {
    if (to !== undefined) edges.set(from, [...(edges.get(from) ?? []), { to: to.form, span: to.span }])
  }
  for (const branch of keys.branches ?? []) add(branch.name, branch.value.keys.into)
  for (const { value } of keys.trains ?? []) if (value.keys.from !== undefined) add(value.keys.from.form, value.keys.into)
  reportCycle(edges, 'changes would go round in a circle', 'one of them must be the end of the line', problems)
}

function reportCycle(edges: ReadonlyMap<string, readonly Edge[]>, found: string, fix: string, problems: Problems): void {
  const cycle = findCycle(new Map([...edges].map(([name, targets]) => [name, targets.map((target) => target.to)])))
  const [first, second] = cycle ?? []
  const edge = first === undefined ? undefined : edges.get(first)?.find((target) => target.to === second)
  if (cycle === null || edge === undefined) return
  const shown = cycle.length > 8 ? [...cycle.slice(0, 6), '…', ...cycle.slice(-1)] : cycle
  problems.report(edge.span, `${found}: ${shown.join(' -> ')}`, fix)
}
