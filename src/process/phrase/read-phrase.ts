import { nearest } from '../../lib/nearest.ts'
import { limits } from '../limits.ts'
import type { Problems } from '../source/problem.ts'
import { spanInside, type Scalar } from '../yaml/node.ts'
import { matchPhrase, type Match, type NamedWord } from './match-phrase.ts'
import type { Form, Phrase } from './phrase.ts'
import { splitWords, type Word } from './word.ts'

export interface ReadPhrase<T> {
  readonly form: T
  /** The form that took it. */
  readonly matched: Form<T>
  readonly names: readonly NamedWord[]
}

/** Understands a value as a phrase, or reports the word that does not fit. */
export function readPhrase<T>(phrase: Phrase<T>, scalar: Scalar, key: string, problems: Problems): ReadPhrase<T> | null {
  const words = splitWords(scalar)
  const long = words.find((word) => word.text.length > limits.wordMax)
  if (words.length > limits.phraseWordsMax || long !== undefined) {
    const span = long?.span ?? words[limits.phraseWordsMax]?.span ?? scalar.span
    problems.report(span, `the value of \`${key}\` is longer than any that fits there`, `expected ${expectedForms(phrase)}`)
    return null
  }
  const match = matchPhrase(phrase, words)
  if (match.ok) return match
  refuse(phrase, { scalar, words, key }, match, problems)
  return null
}

interface Refused {
  readonly scalar: Scalar
  readonly words: readonly Word[]
  readonly key: string
}

function refuse<T>(phrase: Phrase<T>, refused: Refused, match: Match<T> & { ok: false }, problems: Problems): void {
  const { scalar, words, key } = refused
  const word = words[match.at]
  if (word === undefined) {
    const span = spanInside(scalar, 0, scalar.text.length)
    problems.report(span, `\`${scalar.text}\` is not complete in \`${key}\``, match.fix ?? expectedAt(phrase, match, null))
    return
  }
  const near = nearest(word.text, match.expected)
  const guess = near === null ? null : `did you mean \`${near}\`?`
  const before = words[match.at - 1]?.text ?? null
  const fix = habitOf(phrase, words, match.at) ?? match.fix ?? guess ?? expectedAt(phrase, match, before)
  problems.report(word.span, `\`${word.text}\` does not fit in \`${key}\``, fix)
}

/** Of several forms, those that begin like what was written. */
function expectedAt<T>(phrase: Phrase<T>, { at, examples }: Match<T> & { ok: false }, before: string | null): string {
  if (examples.length === 0 && before !== null) return `nothing more fits after \`${before}\``
  return `expected ${at > 0 && examples.length > 0 ? examples.join(', ') : expectedForms(phrase)}`
}

function habitOf<T>({ habits }: Phrase<T>, words: readonly Word[], at: number): string | null {
  if (habits === undefined) return null
  const whole = words
    .map((word) => word.text)
    .join(' ')
    .toLowerCase()
  const first = at === 0 ? (words[0]?.text.toLowerCase() ?? '') : ''
  const written = [whole, first].find((text) => Object.hasOwn(habits, text))
  return written === undefined ? null : `here it is called \`${habits[written] ?? ''}\``
}

export function expectedForms<T>(phrase: Phrase<T>): string {
  return (phrase.examples ?? phrase.forms.map((form) => form.example)).join(', ')
}
