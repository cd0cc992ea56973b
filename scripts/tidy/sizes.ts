import { isTest } from '../boundaries/table.ts'
import type { SourceFile } from '../source/files.ts'
import { lineCounter, nameOf, parse, rootNameOf, walk, type SyntaxNode } from '../source/syntax.ts'
import type { LongFile, LongFunction } from './exceptions.ts'
import { isCode, isTypeScript, type Problem, type Project } from './project.ts'

const fileLinesNormal = 300
const fileLinesMax = 500
const functionLinesMax = 70
/** How far an entry of the list may lie above what is there, so that small edits need no bookkeeping. */
const slackLines = 20

export function fileLengths(project: Project, exceptions: readonly LongFile[]): readonly Problem[] {
  const code = project.files.filter((file) => isCode(file.path))
  const tooLong = code.flatMap((file) => {
    const lines = linesIn(file.text)
    const listed = exceptions.find((entry) => entry.path === file.path)
    if (lines > fileLinesMax) return [at(file.path, `has ${lines} lines; at most ${fileLinesMax}. Split it: one noun a file.`)]
    if (lines <= fileLinesNormal || listed) return []
    return [at(file.path, `has ${lines} lines. Split it, or give the reason in scripts/tidy/exceptions.ts (over ${fileLinesNormal}).`)]
  })
  const sizes = code.map((file) => ({ key: file.path, lines: linesIn(file.text) }))
  return [...tooLong, ...exceptions.flatMap((entry) => stale(entry, entry.path, sizes, fileLinesNormal))]
}

export function functionLengths(project: Project, exceptions: readonly LongFunction[]): readonly Problem[] {
  const functions = project.files.filter((file) => isTypeScript(file.path)).flatMap(functionsOf)
  const tooLong = functions
    .filter((one) => one.lines > functionLinesMax && !exceptions.some((entry) => keyOf(entry) === one.key))
    .map((one) => ({
      path: one.path,
      line: one.line,
      message: `${one.name} has ${one.lines} lines; at most ${functionLinesMax}. Keep the branches in it, and move loops and arithmetic into functions below it.`,
    }))
  return [...tooLong, ...exceptions.flatMap((entry) => stale(entry, keyOf(entry), functions, functionLinesMax))]
}

function stale(entry: LongFile, key: string, sizes: readonly { key: string; lines: number }[], normal: number): readonly Problem[] {
  const lines = sizes.find((one) => one.key === key)?.lines ?? 0
  const list = 'scripts/tidy/exceptions.ts'
  if (lines <= normal) return [at(list, `'${key}' is no longer too long. Remove its entry.`)]
  if (lines > entry.lines)
    return [at(entry.path, `'${key}' grew from ${entry.lines} to ${lines} lines. The list may only shrink: split it.`)]
  if (entry.lines - lines > slackLines) return [at(list, `'${key}' is down to ${lines} lines. Lower its entry from ${entry.lines}.`)]
  return []
}

interface LongCandidate {
  readonly key: string
  readonly path: string
  readonly line: number
  readonly name: string
  readonly lines: number
}

function functionsOf(file: SourceFile): readonly LongCandidate[] {
  const lineOf = lineCounter(file.text)
  const test = isTest(file.path) || file.path.startsWith('test/')
  const found: LongCandidate[] = []
  walk(parse(file.path, file.text), (node, parents) => {
    if (!isFunction(node)) return
    const line = lineOf(node.start)
    const lines = lineOf(node.end) - line + 1 - (test ? linesOfStories(node, lineOf) : 0)
    const name = functionName(node, parents)
    found.push({ key: `${file.path} ${name}`, path: file.path, line, name, lines })
  })
  return found
}

/** A suite is as long as its stories; what counts is each story, and what stands between them. */
function linesOfStories(suite: SyntaxNode, lineOf: (offset: number) => number): number {
  let lines = 0
  let coveredTo = suite.start
  walk(suite, (node, parents) => {
    const parent = parents.at(-1)
    if (node === suite || !isFunction(node) || !parent || !isStory(parent) || node.start < coveredTo) return
    lines += lineOf(node.end) - lineOf(node.start) + 1
    coveredTo = node.end
  })
  return lines
}

function isStory(call: SyntaxNode): boolean {
  return call.type === 'CallExpression' && ['describe', 'test', 'it'].includes(rootNameOf(call))
}

function isFunction(node: SyntaxNode): boolean {
  return ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type)
}

function functionName(node: SyntaxNode, parents: readonly SyntaxNode[]): string {
  const parent = parents.at(-1)
  return nameOf(node['id']) ?? nameOf(parent?.['key']) ?? nameOf(parent?.['id']) ?? 'a function'
}

function keyOf(entry: LongFunction): string {
  return `${entry.path} ${entry.name}`
}

function linesIn(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

function at(path: string, message: string): Problem {
  return { path, line: 1, message }
}
