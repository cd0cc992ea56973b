import type { InputFact, PipelineFact } from '../facts/pipeline.ts'
import type { Answer } from '../kernel/answer.ts'
import { limits } from '../kernel/limits.ts'
import { refuse } from '../project/refuse.ts'
import { badText } from '../project/text.ts'

type Inputs = Readonly<Record<string, string>>

/** What a pipeline is started with when nobody says otherwise. */
export function defaultInputs(pipeline: PipelineFact): Inputs {
  return Object.fromEntries(
    Object.entries(pipeline.inputs).flatMap(([name, input]) => (input.default === null ? [] : [[name, input.default]])),
  )
}

/** Null: a pipeline can be started with these. */
export function badInputs(pipeline: PipelineFact, given: Inputs): Answer | null {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(pipeline.inputs, name))
  if (unknown !== undefined) return refuse('no-input', `${pipeline.name} takes no input ${unknown}`)
  for (const [name, input] of Object.entries(pipeline.inputs)) {
    const value = Object.hasOwn(given, name) ? given[name] : input.default
    if (value === undefined || value === null) return refuse('missing-input', `${pipeline.name} wants the input ${name}`)
    const bad = badInput(name, input, value)
    if (bad) return bad
  }
  return null
}

function badInput(name: string, input: InputFact, value: string): Answer | null {
  if (input.kind === 'choice')
    return input.choices.includes(value) ? null : refuse('bad-input', `${name} is one of ${input.choices.join(', ')}`)
  if (input.kind === 'number' && (value.trim() === '' || !Number.isFinite(Number(value)))) return refuse('bad-input', `${name} is a number`)
  return value === '' ? null : badText(`input ${name}`, value, limits.reasonLengthMax)
}
