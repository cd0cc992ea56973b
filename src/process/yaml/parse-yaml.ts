import { isMap, isScalar, isSeq, parseDocument, type ParsedNode, type YAMLMap } from 'yaml'
import { firstUnprintable } from '../../lib/printable.ts'
import { limits } from '../limits.ts'
import type { Problems } from '../source/problem.ts'
import type { SourceText, Span } from '../source/span.ts'
import { emptyValue, type EmptyPlace } from './empty-value.ts'
import { explainSyntax } from './explain-syntax.ts'
import type { Entry, Keys, Node, Scalar } from './node.ts'
import { scalarOffsets } from './scalar-offsets.ts'
import { scanTokens } from './scan-tokens.ts'

/** Reads a file into texts, lists and keys. Null when a problem makes the rest unreadable. */
export function parseYaml(source: SourceText, problems: Problems): Keys | null {
  if (!refuseUnprintable(source, problems) || !scanTokens(source, problems)) return null
  // Duplicate keys are found here, with their own message and without comparing each with each.
  const document = parseDocument(source.text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
  const error = [...document.errors, ...document.warnings][0]
  if (error !== undefined) {
    explainSyntax(error, source, problems)
    return null
  }
  if (!isMap(document.contents)) {
    const span = { source, start: 0, end: Math.max(1, source.text.indexOf('\n')) }
    const found = document.contents === null ? 'the file is empty' : 'a process file consists of keys'
    problems.report(span, found, 'begin with a line such as: project: shop')
    return null
  }
  const context: Context = { source, problems, isTooDeep: false }
  const root = readKeys(document.contents, context, 1)
  return context.isTooDeep ? null : root
}

interface Context {
  readonly source: SourceText
  readonly problems: Problems
  /** Nothing below was read, so nothing above can be judged. */
  isTooDeep: boolean
}

function refuseUnprintable(source: SourceText, problems: Problems): boolean {
  const harmless = source.text.replaceAll(/\r\n|[\n\t\u200c\u200d]/gu, (text) => ' '.repeat(text.length))
  const found = firstUnprintable(harmless)
  if (found === null) return true
  const span = { source, start: found.index, end: found.index + found.length }
  problems.report(span, `the character ${found.name} is invisible or changes how the rest is shown`, 'leave it out')
  return false
}

function readNode(node: ParsedNode | null, context: Context, depth: number): Node | null {
  if (isScalar(node)) return readScalar(node, context)
  if (isSeq(node)) {
    const items = node.items.flatMap((item) => readNode(item, context, depth + 1) ?? [])
    return { kind: 'list', items, span: spanOf(node, context) }
  }
  return isMap(node) ? readKeys(node, context, depth + 1) : null
}

function readKeys(map: YAMLMap.Parsed, context: Context, depth: number): Keys | null {
  const span = spanOf(map, context)
  if (depth > limits.depthMax) {
    context.isTooDeep = true
    context.problems.report({ ...span, end: span.start + 1 }, `keys stand more than ${limits.depthMax} deep here`, 'no key needs that')
    return null
  }
  const entries: Entry[] = []
  const seen = new Set<string>()
  for (const [index, pair] of map.items.entries()) {
    const key = isScalar(pair.key) ? readScalar(pair.key, context) : null
    if (key === null) {
      context.problems.report(spanOf(pair.key, context), 'a key is a word', 'write KEY: VALUE')
    } else if (isDuplicate(key, seen, context)) {
      continue
    } else if (isEmpty(pair.value)) {
      const place: EmptyPlace = { key, before: entries.at(-1) ?? null, isInBraces: map.flow === true, isFirst: index === 0 }
      emptyValue(place, context.problems)
    } else {
      const value = readNode(pair.value, context, depth)
      if (value !== null) entries.push({ key, value })
    }
  }
  return { kind: 'keys', entries, span }
}

function isDuplicate(key: Scalar, seen: Set<string>, context: Context): boolean {
  if (key.text === '<<') {
    context.problems.report(key.span, '`<<` merges keys in YAML and is not used here', 'write the keys out where they are needed')
    return true
  }
  if (seen.has(key.text)) {
    context.problems.report(key.span, `\`${key.text}\` stands here twice`, 'keep one of them')
    return true
  }
  seen.add(key.text)
  return false
}

function isEmpty(node: ParsedNode | null): boolean {
  return node === null || (isScalar(node) && node.value === '')
}

function readScalar(node: ParsedNode, context: Context): Scalar {
  const text = isScalar(node) ? String(node.value) : ''
  const span = spanOf(node, context)
  const offsets = scalarOffsets(text, context.source.text.slice(span.start, span.end), span.start)
  refuseHiddenCharacters(text, span, context)
  return { kind: 'scalar', text, span, offsets }
}

/** Escapes inside double quotes can make what the file itself may not hold. */
function refuseHiddenCharacters(text: string, span: Span, context: Context): void {
  const found = firstUnprintable(text.replaceAll(/[\n\t\u200c\u200d]/gu, ' '))
  if (found === null) return
  context.problems.report(span, `the character ${found.name} is invisible or changes how the rest is shown`, 'leave it out')
}

function spanOf(node: ParsedNode | null, context: Context): Span {
  const [start, end] = node?.range ?? [0, 0]
  return { source: context.source, start, end: Math.max(start + 1, end) }
}
