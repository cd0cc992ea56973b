import type { Problems } from '../source/problem.ts'
import { lineOf, type Span } from '../source/span.ts'
import type { Entry, Scalar } from './node.ts'

export interface EmptyPlace {
  readonly key: Scalar
  /** What stands before it between the same braces. */
  readonly before: Entry | null
  readonly isInBraces: boolean
  readonly isFirst: boolean
}

/** A key without a value is never meant. Says what most likely ate the value. */
export function emptyValue(place: EmptyPlace, problems: Problems): void {
  const { key } = place
  const comment = swallowedComment(key)
  if (comment !== null) {
    const fix = `did you mean \`${key.text}: ${comment.text}\`?`
    problems.report(comment.span, `\`${key.text}\` has no value: after a space \`#\` begins a comment`, fix)
    return
  }
  if (cutByComma(place, problems)) return
  problems.report(key.span, `\`${key.text}\` has no value`, 'write one, or leave the key out')
}

/** `chat: #deploys`: a word that touches its `#` was meant as a value. */
function swallowedComment(key: Scalar): { readonly span: Span; readonly text: string } | null {
  const { text, offset } = lineOf(key.span)
  const rest = text.slice(offset + (key.span.end - key.span.start))
  const match = /^\s*:\s+(#(\S+))\s*$/u.exec(rest)
  if (match?.[1] === undefined || match[2] === undefined) return null
  const start = key.span.end + rest.indexOf('#')
  return { span: { ...key.span, start, end: start + match[1].length }, text: match[2] }
}

/** `{ run: npm test -- --only api,web }`: the comma began a new key. */
function cutByComma(place: EmptyPlace, problems: Problems): boolean {
  const { key, before } = place
  if (!place.isInBraces || before?.value.kind !== 'scalar') return false
  const { source } = key.span
  const comma = source.text.lastIndexOf(',', key.span.start)
  const between = source.text.slice(before.value.span.end, comma)
  if (comma === -1 || between.trim() !== '') return false
  const whole = `${before.value.text}${source.text.slice(comma, key.span.end)}`
  problems.report(
    { source, start: comma, end: key.span.end },
    `the comma ended \`${before.key.text}: ${before.value.text}\` here`,
    `inside { } a value with a comma needs quotes: ${before.key.text}: "${whole}"`,
  )
  return true
}
