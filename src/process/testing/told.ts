import type { ProcessFacts } from '../../core/facts/index.ts'
import { check, showProblem, type CheckOptions } from '../index.ts'

/** What a person is told about a process file, problem after problem. */
export async function told(text: string, options: Partial<CheckOptions> = {}): Promise<string> {
  const { problems } = await check(text, { path: 'branchline.yaml', ...options })
  return problems.map((problem) => showProblem(problem)).join('\n')
}

/** The same, each problem in one line: its place, the marked words, what was found, and what would be right. */
export async function briefly(text: string, options: Partial<CheckOptions> = {}): Promise<readonly string[]> {
  const { problems } = await check(text, { path: 'branchline.yaml', ...options })
  return problems.map(({ span, found, fix }) => `[${span.source.text.slice(span.start, span.end)}] ${found} | ${fix}`)
}

/** The facts of a file that must be fine. */
export async function factsOf(text: string, options: Partial<CheckOptions> = {}): Promise<ProcessFacts> {
  const { facts, problems } = await check(text, { path: 'branchline.yaml', ...options })
  if (facts === null) throw new Error(problems.map((problem) => showProblem(problem)).join('\n'))
  return facts
}

/** The file with these lines at their places, and nothing in between. */
export function atLines(lines: Readonly<Record<number, string>>): string {
  const last = Math.max(...Object.keys(lines).map(Number))
  return Array.from({ length: last }, (_, index) => lines[index + 1] ?? '').join('\n')
}

/** Without the space that tests are indented with. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/u, '')
    .replace(/\n\s*$/u, '')
    .split('\n')
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(indent)).join('\n')
}
