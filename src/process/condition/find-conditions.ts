import type { ProcessBlock } from '../language/blocks.ts'
import type { Value } from '../read/reading.ts'
import type { FieldType, KnownNames } from './roots.ts'

export interface FoundCondition {
  readonly value: Value<string>
  readonly known: KnownNames
}

/** Every condition of a process, with the names it may use. */
export function findConditions({ keys }: ProcessBlock): readonly FoundCondition[] {
  const found: FoundCondition[] = []
  const add = (value: Value<string> | undefined, known: KnownNames): void => {
    if (value !== undefined) found.push({ value, known })
  }
  for (const { value } of keys.pipelines ?? []) {
    add(value.keys.if, nothingKnown('pipeline'))
    for (const job of value.keys.jobs ?? []) add(job.value.keys.if, knownToJob(job.value, value))
  }
  for (const { value } of keys.environments ?? []) add(value.keys.if, nothingKnown('environment'))
  for (const { value } of keys.trains ?? []) add(value.keys.if, nothingKnown('train'))
  return found
}

function nothingKnown(place: KnownNames['place']): KnownNames {
  return { place, needs: new Map(), inputs: new Map() }
}

type Pipeline = NonNullable<ProcessBlock['keys']['pipelines']>[number]['value']
type Job = NonNullable<Pipeline['keys']['jobs']>[number]['value']

function knownToJob(job: Job, pipeline: Pipeline): KnownNames {
  const needs = new Map<string, readonly string[]>()
  for (const need of job.keys.needs ?? []) {
    const outputs = pipeline.keys.jobs?.find((other) => other.name === need.form)?.value.keys.outputs
    needs.set(
      need.form,
      (outputs ?? []).map((output) => output.form),
    )
  }
  const inputs = new Map<string, FieldType>()
  for (const input of pipeline.keys.inputs ?? []) inputs.set(input.name, input.value.keys.kind?.form === 'number' ? 'int' : 'string')
  return { place: 'job', needs, inputs }
}
