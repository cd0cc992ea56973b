import { CST, Lexer } from 'yaml'
import { limits } from '../limits.ts'
import type { Problems } from '../source/problem.ts'
import { lineOf, type SourceText, type Span } from '../source/span.ts'

/**
 * Refuses what this language leaves out of YAML, before anything is built from it: anchors, aliases,
 * tags, directives, several documents, and files that are deep or full beyond reason.
 * False: reading on makes no sense.
 */
export function scanTokens(source: SourceText, problems: Problems): boolean {
  const scan: Scan = { source, problems, depth: 0, values: 0, offset: 0, length: 0, isRefused: false, hasContent: false }
  let isText = false
  for (const token of new Lexer().lex(source.text)) {
    scan.length = isMark(token) ? 0 : token.length
    // After its mark a text may begin with what would be a token elsewhere.
    scanToken(isText ? null : CST.tokenType(token), token, scan)
    isText = token === CST.SCALAR
    if (problems.isFull || scan.values > limits.valuesMax || scan.depth > limits.depthMax) return false
    scan.offset += scan.length
  }
  return !scan.isRefused
}

interface Scan {
  readonly source: SourceText
  readonly problems: Problems
  depth: number
  values: number
  offset: number
  length: number
  isRefused: boolean
  hasContent: boolean
}

/** The lexer says where documents, flows and scalars begin with characters that are not in the file. */
function isMark(token: string): boolean {
  return token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR || token === CST.BOM
}

function scanToken(type: CST.TokenType | null, token: string, scan: Scan): void {
  if (type === 'alias') refuse(scan, ...aliasMessage(token, scan))
  else if (type === 'anchor') refuse(scan, `an anchor such as \`${token}\` is not used here`, 'write the value out where it is needed')
  else if (type === 'tag') refuseTag(scan)
  else if (type === 'directive-line') refuse(scan, 'a line that begins with `%` is not used here', 'leave it out')
  else if (type === 'doc-start' && scan.hasContent)
    refuse(scan, '`---` begins a second document', 'a process file is one document; `include` takes in other files')
  else if (type === 'explicit-key-ind') refuse(scan, '`?` before a key is not used here', 'write KEY: VALUE')
  else if (type === 'flow-map-start' || type === 'flow-seq-start') deepen(scan)
  else if (type === 'flow-map-end' || type === 'flow-seq-end') scan.depth -= 1
  else if (isScalar(type)) countValue(scan)
}

function isScalar(type: CST.TokenType | null): boolean {
  return type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar' || type === 'block-scalar-header'
}

function deepen(scan: Scan): void {
  scan.depth += 1
  if (scan.depth > limits.depthMax)
    refuse(scan, `more than ${limits.depthMax} braces and brackets stand inside one another here`, 'no key needs that')
}

function countValue(scan: Scan): void {
  scan.hasContent = true
  scan.values += 1
  if (scan.values > limits.valuesMax)
    refuse(scan, `the file has more than ${limits.valuesMax} keys and values`, 'move a part of it to a file that `include` names')
}

function aliasMessage(token: string, scan: Scan): readonly [string, string, number] {
  const isKey = token.endsWith(':') || scan.source.text.charAt(scan.offset + token.length) === ':'
  const length = token.replace(/:$/u, '').length
  if (isKey && length === 1) {
    return [
      'a key that begins with `*` is an alias in YAML',
      'no key needs it: for every branch write `any branch`; where changes go by default is `changes: { into: main }`',
      length,
    ]
  }
  return [
    `a ${isKey ? 'key' : 'value'} that begins with \`*\` is an alias in YAML`,
    `put it in quotes: "${token.replace(/:$/u, '')}"`,
    length,
  ]
}

/** A tag swallows the text it stands before, so the whole text is marked and shown in quotes. */
function refuseTag(scan: Scan): void {
  const { text, offset } = lineOf({ source: scan.source, start: scan.offset, end: scan.offset })
  const before = text.slice(0, offset)
  const isInBraces = before.includes('{') || before.includes('[')
  const rest = text
    .slice(offset)
    .replace(isInBraces ? /\s*([,}\]]|\s#).*$/u : /\s+#.*$/u, '')
    .trimEnd()
  const key = /([\w/*-]+):\s*$/u.exec(before)?.[1]
  const what = key === 'if' ? 'condition' : 'value'
  const prefix = key === undefined ? '' : `${key}: `
  refuse(
    scan,
    'a value that begins with `!` is a tag in YAML and would be dropped',
    `put the whole ${what} in quotes: ${prefix}"${rest}"`,
    rest.length,
  )
}

function refuse(scan: Scan, found: string, fix: string, length = Math.max(1, scan.length)): void {
  const span: Span = { source: scan.source, start: scan.offset, end: scan.offset + length }
  scan.isRefused = true
  scan.problems.report(span, found, fix)
}
