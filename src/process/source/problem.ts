import { limits } from '../limits.ts'
import type { Span } from './span.ts'

/** Something in a file that cannot be taken: what was found, where, and what would be right. */
export interface Problem {
  readonly span: Span
  readonly found: string
  readonly fix: string
  /** Part of the shown line that must not be shown again, such as a password. */
  readonly conceal?: Span
}

/** The problems of one check, in the order of the file, each place once. */
export class Problems {
  readonly #list: Problem[] = []
  readonly #places = new Set<string>()

  report(span: Span, found: string, fix: string, conceal?: Span): void {
    if (this.isFull) return
    const place = `${span.source.path}:${span.start}:${found}`
    if (this.#places.has(place)) return
    this.#places.add(place)
    const problem = { span, found: shorten(found), fix: shorten(fix) }
    this.#list.push(conceal === undefined ? problem : { ...problem, conceal })
  }

  get isFull(): boolean {
    return this.#list.length >= limits.problemsMax
  }

  get isEmpty(): boolean {
    return this.#list.length === 0
  }

  sorted(): readonly Problem[] {
    const concealed = this.concealed()
    return this.#list.map((problem) => withConcealed(problem, concealed)).toSorted(byPlace)
  }

  /** What must be shown nowhere. */
  concealed(): readonly Span[] {
    return this.#list.flatMap((problem) => problem.conceal ?? [])
  }
}

/** Messages repeat what was written, however long that is. */
function shorten(message: string): string {
  return message.length <= limits.messageMax ? message : `${message.slice(0, limits.messageMax)} …`
}

/** What one problem keeps from being shown, another must not show either. */
function withConcealed(problem: Problem, concealed: readonly Span[]): Problem {
  if (concealed.length === 0) return problem
  const near = concealed.find((span) => span.source === problem.span.source && isOneLine(span, problem.span))
  const told = { ...problem, found: withoutSecrets(problem.found, concealed), fix: withoutSecrets(problem.fix, concealed) }
  return near === undefined || told.conceal !== undefined ? told : { ...told, conceal: near }
}

export function withoutSecrets(text: string, concealed: readonly Span[]): string {
  return concealed.reduce((rest, { source, start, end }) => rest.replaceAll(source.text.slice(start, end), '***'), text)
}

function isOneLine(left: Span, right: Span): boolean {
  const [from, to] = left.start < right.start ? [left.start, right.start] : [right.start, left.start]
  return !left.source.text.slice(from, to).includes('\n')
}

function byPlace(left: Problem, right: Problem): number {
  if (left.span.source.path !== right.span.source.path) return left.span.source.path < right.span.source.path ? -1 : 1
  return left.span.start - right.span.start
}
