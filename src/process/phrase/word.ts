import type { Span } from '../source/span.ts'
import { spanInside, type Scalar } from '../yaml/node.ts'

/** One word of a phrase, and where it stands. */
export interface Word {
  readonly text: string
  readonly span: Span
  /** Where it begins in the text of its scalar. */
  readonly index: number
}

export function splitWords(scalar: Scalar): readonly Word[] {
  return [...scalar.text.matchAll(/\S+/gu)].map((match) => ({
    text: match[0],
    span: spanInside(scalar, match.index, match.index + match[0].length),
    index: match.index,
  }))
}
