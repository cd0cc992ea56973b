/** A file that is read: its name as people know it, and its text. */
export interface SourceText {
  readonly path: string
  readonly text: string
}

/** A stretch of a file, in UTF-16 units; `end` is excluded. */
export interface Span {
  readonly source: SourceText
  readonly start: number
  readonly end: number
}

export interface Position {
  /** From 1. */
  readonly line: number
  /** From 1, in characters. */
  readonly column: number
}

export function positionOf(span: Span): Position {
  const before = span.source.text.slice(0, span.start)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: countLines(before), column: charactersIn(before.slice(lineStart)) + 1 }
}

/** The line the span starts in, and where it starts there. */
export function lineOf(span: Span): { readonly text: string; readonly offset: number } {
  const { text } = span.source
  const from = text.lastIndexOf('\n', span.start - 1) + 1
  const newline = text.indexOf('\n', from)
  const line = text.slice(from, newline === -1 ? text.length : newline)
  return { text: line.endsWith('\r') ? line.slice(0, -1) : line, offset: span.start - from }
}

/** As people count them: one that takes two UTF-16 units is one. */
function charactersIn(text: string): number {
  return Array.from(text).length
}

function countLines(text: string): number {
  let lines = 1
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) lines += 1
  return lines
}

/** A span as people and editors count: lines and columns from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  /** In characters, within the line it begins in. */
  readonly length: number
}

export function placeOf(span: Span): Place {
  const { text, offset } = lineOf(span)
  const rest = text.slice(offset, offset + span.end - span.start)
  return { file: span.source.path, ...positionOf(span), length: charactersIn(rest) }
}
