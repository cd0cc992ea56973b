import { processFile } from '../language/sections/process.ts'
import type { KeyEntry, KeyTable, Naming, Shape } from '../language/type.ts'
import type { Phrase } from '../phrase/phrase.ts'
import { phraseRegex } from '../phrase/schema-regex.ts'
import { stepsOf } from '../phrase/steps.ts'

export type JsonSchema = { readonly [key: string]: unknown }

/** A JSON Schema of the process file, for completion in editors: what `branchline check` knows of single keys. */
export function jsonSchema(): JsonSchema {
  const phrases = new Map<string, JsonSchema>()
  const root = shapeSchema(processFile.shape, phrases)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A process file of Branchline',
    description: 'How a change goes from a branch to production. `branchline check` says what does not hold together.',
    ...root,
    definitions: Object.fromEntries([...phrases].toSorted(([left], [right]) => (left < right ? -1 : 1))),
  }
}

/** YAML parsers of editors read some texts as numbers, as true or as nothing. */
const textsAsRead = ['string', 'number', 'boolean', 'null']

function shapeSchema(shape: Shape, phrases: Map<string, JsonSchema>): JsonSchema {
  switch (shape.kind) {
    case 'text':
      return { type: textsAsRead }
    case 'phrase':
      return phraseSchema(shape, phrases)
    case 'block':
      return blockSchema(shape.keys, phrases)
    case 'named':
      return namedSchema(shape.naming, shapeSchema(shape.of, phrases))
  }
}

function phraseSchema(shape: Shape & { kind: 'phrase' }, phrases: Map<string, JsonSchema>): JsonSchema {
  const name = definitionName(shape.phrase, phrases)
  const one = { $ref: `#/definitions/${name}` }
  return shape.list === 'one' ? one : { anyOf: [one, { type: 'array', items: one, minItems: 1, uniqueItems: true }] }
}

/** Two phrases may share a name in the documentation; here each has its own. */
function definitionName(phrase: Phrase<unknown>, phrases: Map<string, JsonSchema>): string {
  const schema = scalarSchema(phrase)
  const base = phrase.name.toLowerCase().replaceAll('/', '-')
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`
    const known = phrases.get(name)
    if (known === undefined) phrases.set(name, schema)
    if (known === undefined || JSON.stringify(known) === JSON.stringify(schema)) return name
  }
}

function scalarSchema(phrase: Phrase<unknown>): JsonSchema {
  const words = phrase.forms.map((form) => form.pattern).filter(isLiteral)
  const regex = phraseRegex(phrase)
  const whole = new RegExp(regex, 'u')
  const takesNumbers = ['1', '10', '2.1'].some((number) => whole.test(number))
  const takesText = whole.test('Any text, of any kind.')
  const description = phrase.says
  if (words.length === phrase.forms.length) return { description, enum: words }
  const examples = phrase.examples ?? phrase.forms.map((form) => form.example)
  const variants: JsonSchema[] = [{ type: 'string', pattern: regex, examples }]
  if (words.length > 0) variants.unshift({ enum: words })
  if (takesText) variants.push({ type: textsAsRead.filter((type) => type !== 'string') })
  else if (takesNumbers) variants.push({ type: 'number' })
  return variants.length === 1 ? { description, ...variants[0] } : { description, anyOf: variants }
}

function isLiteral(pattern: string): boolean {
  return stepsOf(pattern).every((step) => step.kind === 'word')
}

function blockSchema(keys: KeyTable, phrases: Map<string, JsonSchema>): JsonSchema {
  const properties = Object.entries(keys).map(([name, entry]) => [
    name,
    { ...described(entry), ...inAllOf(shapeSchema(entry.type.shape, phrases)) },
  ])
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false }
}

/** A `$ref` of this draft hides what stands beside it. */
function inAllOf(schema: JsonSchema): JsonSchema {
  return '$ref' in schema ? { allOf: [schema] } : schema
}

function described(entry: KeyEntry<unknown>): JsonSchema {
  const fallback = entry.fallback === null ? '' : ` Without it: ${entry.fallback}.`
  const later = entry.acted ? '' : ' Understood, not yet acted on.'
  return { description: `${entry.says}.${fallback}${later}` }
}

function namedSchema(naming: Naming, of: JsonSchema): JsonSchema {
  const base = { type: 'object', minProperties: 1, patternProperties: { [`^(?:${naming.regex})$`]: of }, additionalProperties: false }
  return naming.reserved === undefined ? base : { ...base, propertyNames: { not: { enum: naming.reserved } } }
}
