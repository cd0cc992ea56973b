import { printable } from '../../lib/printable.ts'
import { limits } from '../limits.ts'
import type { Problem } from './problem.ts'
import { lineOf, positionOf } from './span.ts'

/** What a terminal may be asked to do with a piece of a message. */
export interface Paint {
  readonly place: (text: string) => string
  readonly mark: (text: string) => string
  readonly dim: (text: string) => string
}

export const noPaint: Paint = { place: (text) => text, mark: (text) => text, dim: (text) => text }

/** The place and what was found, the line, a mark under the exact words, and what would be right. */
export function showProblem(problem: Problem, paint: Paint = noPaint): string {
  const { line, column } = positionOf(problem.span)
  const shown = shownLine(problem)
  const number = String(line)
  const gutter = ' '.repeat(number.length)
  return [
    `${paint.place(`${printable(problem.span.source.path)}:${line}:${column}`)}  ${printable(problem.found)}`,
    `  ${paint.dim(`${number} |`)} ${shown.text}`.trimEnd(),
    `  ${gutter} ${paint.dim('|')} ${' '.repeat(shown.markAt)}${paint.mark('^'.repeat(shown.markLength))}  ${printable(problem.fix)}`,
  ].join('\n')
}

/** The line as it is shown: harmless, without what must stay concealed, and cut to a readable length. */
function shownLine(problem: Problem): { readonly text: string; readonly markAt: number; readonly markLength: number } {
  const { text, offset } = lineOf(problem.span)
  const lineEnd = problem.span.start - offset + text.length
  const cutFrom = text.length > limits.lineShownMax ? Math.max(0, offset - 40) : 0
  const hide = problem.conceal
  const open = (from: number, to: number): string => {
    const start = problem.span.start - offset + from
    const part = text.slice(from, to)
    if (hide === undefined || hide.end <= start || hide.start >= start + part.length) return printable(part)
    const hideFrom = Math.max(0, hide.start - start)
    return `${printable(part.slice(0, hideFrom))}***${printable(part.slice(Math.max(0, hide.end - start)))}`
  }
  const before = (cutFrom > 0 ? '… ' : '') + open(cutFrom, offset)
  const markEnd = Math.min(problem.span.end, lineEnd) - problem.span.start + offset
  const marked = open(offset, Math.min(markEnd, offset + limits.lineShownMax))
  const room = Math.max(0, limits.lineShownMax - before.length - marked.length)
  const restEnd = cutFrom > 0 || text.length > limits.lineShownMax ? Math.min(text.length, markEnd + room) : text.length
  const after = open(Math.max(offset, markEnd), Math.max(offset, restEnd)) + (restEnd < text.length ? ' …' : '')
  return { text: before + marked + after, markAt: width(before), markLength: Math.max(1, width(marked)) }
}

function width(text: string): number {
  return [...text].length
}
