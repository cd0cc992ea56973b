import type { Span } from '../source/span.ts'

/** YAML as this language knows it: texts, lists and keys. Nothing else is left after reading. */
export type Node = Scalar | List | Keys

export interface Scalar {
  readonly kind: 'scalar'
  readonly text: string
  readonly span: Span
  /** For each character of `text`, where it stands in the file; null when they stand side by side from `span.start`. */
  readonly offsets: readonly number[] | null
}

export interface List {
  readonly kind: 'list'
  readonly items: readonly Node[]
  readonly span: Span
}

export interface Keys {
  readonly kind: 'keys'
  readonly entries: readonly Entry[]
  readonly span: Span
}

export interface Entry {
  readonly key: Scalar
  readonly value: Node
}

/** The stretch of the file that holds some characters of a text. */
export function spanInside(scalar: Scalar, start: number, end: number): Span {
  const { span, offsets } = scalar
  if (offsets === null) return { source: span.source, start: span.start + start, end: span.start + end }
  const from = offsets[start] ?? span.start
  const last = offsets[end - 1]
  return { source: span.source, start: from, end: last === undefined ? Math.max(from, span.end) : last + 1 }
}
