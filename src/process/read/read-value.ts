import { limits } from '../limits.ts'
import { stepsOf } from '../phrase/steps.ts'
import type { Form, Phrase } from '../phrase/phrase.ts'
import { expectedForms, readPhrase } from '../phrase/read-phrase.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import type { Place, Reading, Value } from './reading.ts'

export function readOne<T>(phrase: Phrase<T>, node: Node, place: Place, reading: Reading): Value<T> | null {
  if (node.kind === 'scalar') return readScalar(phrase, node, place, reading)
  const found = node.kind === 'list' ? `\`${place.key}\` takes one value, not a list` : `\`${place.key}\` takes a value, not keys`
  reading.problems.report(firstCharacter(node), found, `expected ${expectedForms(phrase)}`)
  return null
}

/** A list of one needs no brackets. */
export function readList<T>(phrase: Phrase<T>, node: Node, place: Place, reading: Reading): readonly Value<T>[] | null {
  if (node.kind !== 'list') {
    const value = readOne(phrase, node, place, reading)
    return value === null ? null : [value]
  }
  if (node.items.length === 0) {
    reading.problems.report(node.span, `the list of \`${place.key}\` is empty`, 'name something, or leave the key out')
    return null
  }
  const tooMany = node.items[limits.itemsMax]
  if (tooMany !== undefined) {
    reading.isTooMuch = true
    reading.problems.report(firstCharacter(tooMany), `more than ${limits.itemsMax} values stand in \`${place.key}\``, 'name fewer')
  }
  const values = node.items.slice(0, limits.itemsMax).map((item) => readOne(phrase, item, place, reading))
  refuseTwice(values, place, reading)
  return values.filter((value) => value !== null)
}

function refuseTwice<T>(values: readonly (Value<T> | null)[], place: Place, reading: Reading): void {
  const seen = new Set<string>()
  for (const value of values) {
    if (value === null) continue
    if (seen.has(value.text)) reading.problems.report(value.span, `\`${value.text}\` stands twice in \`${place.key}\``, 'keep one of them')
    seen.add(value.text)
  }
}

export function readText(node: Node, place: Place, reading: Reading): Value<string> | null {
  if (node.kind !== 'scalar') {
    const what = node.kind === 'list' ? 'a list' : 'keys'
    reading.problems.report(firstCharacter(node), `\`${place.key}\` takes a text, not ${what}`, 'several lines of one text begin with `|`')
    return null
  }
  if (node.text.length > limits.textMax) {
    reading.problems.report(
      node.span,
      `the text of \`${place.key}\` is longer than ${limits.textMax} characters`,
      'put it into a file of the repository',
    )
    return null
  }
  return { form: node.text.trim(), text: node.text, span: node.span, scalar: node }
}

function readScalar<T>(phrase: Phrase<T>, scalar: Scalar, place: Place, reading: Reading): Value<T> | null {
  const read = readPhrase(phrase, scalar, place.key, reading.problems)
  if (read === null) return null
  reading.names.push(...read.names.map((name) => ({ ...name, path: place.path })))
  reading.phrases.push({ path: place.path, span: scalar.span, text: scalar.text, form: read.form })
  if (read.matched.acted === false)
    reading.waiting.push({ path: place.path, span: scalar.span, what: `${place.key}: ${leadOf(read.matched)}` })
  return { form: read.form, text: scalar.text, span: scalar.span, scalar }
}

/** The words that tell a form from others, or its example where it has none. */
function leadOf<T>({ pattern, example }: Form<T>): string {
  const words = stepsOf(pattern).flatMap((step) => (step.kind === 'word' ? [step.word] : []))
  return words.length > 0 ? words.join(' ') : example
}

function firstCharacter(node: Node): Node['span'] {
  return { ...node.span, end: node.span.start + 1 }
}
