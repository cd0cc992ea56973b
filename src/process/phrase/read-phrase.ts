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
    problems.report(span, `\`${scalar.text}\` is not complete in \`${key}\``, match.fix ?? `expected ${expectedForms(phrase)}`)
    return
  }
  const habit = habitOf(phrase, words, match.at)
  const near = nearest(word.text, match.expected)
  const fix = habit ?? match.fix ?? (near === null ? null : `did you mean \`${near}\`?`)
  const found = match.at > 0 && match.expected.length === 0 && fix === null
  const rest = found ? `nothing more fits after \`${words[match.at - 1]?.text ?? ''}\`; ` : ''
  problems.report(word.span, `\`${word.text}\` does not fit in \`${key}\``, fix ?? `${rest}expected ${expectedForms(phrase)}`)
}

function habitOf<T>(phrase: Phrase<T>, words: readonly Word[], at: number): string | null {
  if (at > 0) return null
  const whole = words
    .map((word) => word.text)
    .join(' ')
    .toLowerCase()
  const habit = phrase.habits?.[whole] ?? phrase.habits?.[words[0]?.text.toLowerCase() ?? '']
  return habit === undefined ? null : `here it is called \`${habit}\``
}

export function expectedForms<T>(phrase: Phrase<T>): string {
  return (phrase.examples ?? phrase.forms.map((form) => form.example)).join(', ')
}
