import type { ParseError, TypeError } from '@marcbachmann/cel-js'
import { nearest } from '../../lib/nearest.ts'
import { limits } from '../limits.ts'
import type { Refusal } from './refusal.ts'
import { roots, type KnownNames } from './roots.ts'

/** Says in this project's own words what the parser or the type check of conditions stumbled over. */
export function explainCondition(error: ParseError | TypeError, text: string, known: KnownNames): Refusal {
  const start = Math.min(error.range?.start ?? 0, Math.max(0, text.length - 1))
  const end = Math.max(start + 1, Math.min(error.range?.end ?? text.length, text.length))
  const word = text.slice(start, end)
  const [found, fix] = sentences(error, text, word, known)
  return { start, end, found, fix }
}

function sentences(error: ParseError | TypeError, text: string, word: string, known: KnownNames): readonly [string, string] {
  switch (error.code) {
    case 'unknown_variable':
      return unknownRoot(word, text, known)
    case 'no_such_key':
      return unknownField(word, text, error.range?.start ?? 0, known)
    case 'no_such_overload':
    case 'invalid_comparison_type':
      return wrongTypes(error.summary)
    case 'limit_exceeded':
      return [
        'this condition is too large',
        `it may have ${limits.conditionNodesMax} parts, ${limits.conditionDepthMax} of them inside one another: make it several jobs or keys`,
      ]
    case 'unterminated_string':
    case 'newline_in_string':
      return ['a quote is not closed', 'write it at the end of the text too']
    default:
      if (error.summary.includes('has()'))
        return ['`has` asks for one thing, by its names with dots between them', 'write has(change.number)']
      if (error.name === 'TypeError')
        return [
          'these values do not go together',
          'on both sides of && and || stands something true or false; texts are compared with texts',
        ]
      return syntax(text, error.range?.start ?? text.length)
  }
}

const operatorHints: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!', '=': '==', '&': '&&', '|': '||', is: '==' }

function syntax(text: string, start: number): readonly [string, string] {
  if (text.includes('${{') || text.includes('{{')) return ['a condition stands without braces around it', 'leave out ${{ and }}']
  const word = text.slice(start).match(/^(?:\w+|[^\w\s]+)/u)?.[0] ?? ''
  const other = Object.hasOwn(operatorHints, word) ? operatorHints[word] : undefined
  if (other !== undefined) return [`\`${word}\` is not how a condition goes on`, `write \`${other}\``]
  if (/^not\s/u.test(text)) return ['`not` is written as a sign', 'write `!`']
  if (word === '') return ['this condition is not complete', 'write something like: branch == "main" && !change.draft']
  return [`\`${word}\` is not how a condition goes on`, 'write something like: branch == "main" && !change.draft']
}

function unknownRoot(word: string, text: string, known: KnownNames): readonly [string, string] {
  const elsewhere = roots.find((root) => root.name === word)
  if (elsewhere !== undefined)
    return [
      `\`${word}\` means nothing in the condition of ${article(known.place)}`,
      `it is for ${elsewhere.places.map((place) => `${place}s`).join(', ')}`,
    ]
  const here = roots.filter((root) => root.places.includes(known.place)).map((root) => root.name)
  const dashed = dashedJob(text, known)
  if (dashed !== null) return [`\`-\` is minus in a condition`, `write needs["${dashed}"]`]
  const near = nearest(word, here)
  return [
    `there is no \`${word}\` in conditions`,
    near === null ? `there are ${here.join(', ')}; a text stands in quotes` : `did you mean \`${near}\`?`,
  ]
}

function unknownField(word: string, text: string, start: number, known: KnownNames): readonly [string, string] {
  // A name in brackets is marked with what it is asked of.
  const inBrackets = /^(.*)\[\s*["'](.*)["']\s*\]$/u.exec(word)
  const field = inBrackets?.[2] ?? word
  const dashed = dashedJob(text, known)
  if (dashed?.startsWith(`${field}-`) === true) return ['`-` is minus in a condition', `write needs["${dashed}"]`]
  const before = inBrackets?.[1] ?? text.slice(0, start).replace(/\s*\.\s*$/u, '')
  const owner = /([\w-]+)(?:["']\s*\])?$/u.exec(before)?.[1] ?? ''
  const fields = fieldsOf(owner, known)
  const near = nearest(field, fields)
  const listed =
    fields.length === 0 ? `${owner} has nothing that could be asked` : `there ${fields.length === 1 ? 'is' : 'are'} ${fields.join(', ')}`
  return [`\`${owner}\` has no \`${field}\``, near === null ? listed : `did you mean \`${near}\`?`]
}

function fieldsOf(owner: string, known: KnownNames): readonly string[] {
  if (owner === 'needs') return [...known.needs.keys()]
  if (owner === 'inputs') return [...known.inputs.keys()]
  if (owner === 'outputs') return [...known.needs.values()].flat()
  if (known.needs.has(owner)) return ['outcome', 'outputs']
  const type = roots.find((root) => root.name === owner)?.type
  return typeof type === 'object' && type !== null ? Object.keys(type) : []
}

function dashedJob(text: string, known: KnownNames): string | null {
  return [...known.needs.keys()].find((job) => job.includes('-') && text.includes(`needs.${job}`)) ?? null
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'a number',
  double: 'a number',
  bool: 'true or false',
  'list<string>': 'a list of texts',
}

function wrongTypes(summary: string): readonly [string, string] {
  const match = /: (\S+) (\S+) (\S+)$/u.exec(summary)
  if (match === null) return ['these values do not go together', 'compare texts with texts and numbers with numbers']
  const [, left = '', operator = '', right = ''] = match
  return [
    `${typeWord(left)} and ${typeWord(right)} do not go together with \`${operator}\``,
    'compare texts with texts and numbers with numbers; a text stands in quotes',
  ]
}

export function typeWord(type: string): string {
  return typeWords[type] ?? 'something with keys'
}

function article(place: string): string {
  return /^[aeiou]/u.test(place) ? `an ${place}` : `a ${place}`
}
