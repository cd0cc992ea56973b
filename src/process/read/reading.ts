import type { NamedWord } from '../phrase/match-phrase.ts'
import type { Problems } from '../source/problem.ts'
import type { Span } from '../source/span.ts'
import type { Scalar } from '../yaml/node.ts'

/** What is gathered while a file is read. */
export interface Reading {
  readonly problems: Problems
  readonly names: NameUse[]
  readonly phrases: PhraseUse[]
  /** Keys and phrases that nothing acts on yet. */
  readonly waiting: WaitingUse[]
  /** A section or a list is full beyond reason: what was read is not judged any further. */
  isTooMuch: boolean
}

/** A name that must be declared, with the place it was written at. */
export interface NameUse extends NamedWord {
  /** The keys that lead to it: pipelines, ci, jobs, unit, needs. */
  readonly path: readonly string[]
}

/** A phrase and its structured form. */
export interface PhraseUse {
  readonly path: readonly string[]
  readonly span: Span
  readonly text: string
  readonly form: unknown
}

export interface WaitingUse {
  readonly path: readonly string[]
  readonly span: Span
  /** The key, or the words of a phrase, as the documentation lists them. */
  readonly what: string
}

/** Where in the file something is read. */
export interface Place {
  readonly path: readonly string[]
  /** The key whose value it is, as messages name it. */
  readonly key: string
}

/** A value with its place. */
export interface Value<T> {
  readonly form: T
  readonly text: string
  readonly span: Span
  readonly scalar: Scalar
}

/** An entry of a section under the name its owner gave it. */
export interface Named<T> {
  readonly name: string
  readonly span: Span
  readonly value: T
}

/** Keys that were read, and where each stands. */
export interface Block<K> {
  readonly span: Span
  readonly keys: K
  readonly at: Readonly<Record<string, Span>>
  /** Keys that were refused may have been meant as one that is missing now. */
  readonly hasUnknown: boolean
}
