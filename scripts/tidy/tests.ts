import { isTest } from '../boundaries/table.ts'
import type { SourceFile } from '../source/files.ts'
import { isNode, lineCounter, nameOf, parse, rootNameOf, walk, type SyntaxNode } from '../source/syntax.ts'
import { isTypeScript, type Problem, type Project } from './project.ts'

const runners = new Set(['it', 'test', 'describe', 'suite'])
const silencers = new Set(['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails'])
const silentRunners = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'])

/** A test may be skipped only while it runs, where it can say why: the reporter lists the reason and never counts it as passed. */
export function skippedTests(project: Project): readonly Problem[] {
  return project.files.filter((file) => isTypeScript(file.path) && (isTest(file.path) || file.path.startsWith('test/'))).flatMap(skipsOf)
}

function skipsOf(file: SourceFile): readonly Problem[] {
  const lineOf = lineCounter(file.text)
  const problems: Problem[] = []
  walk(parse(file.path, file.text), (node) => {
    const message = silenced(node)
    if (message) problems.push({ path: file.path, line: lineOf(node.start), message })
  })
  return problems
}

function silenced(node: SyntaxNode): string | undefined {
  const instead = "Remove it, or let the test begin with context.skip(condition, 'what the machine lacks')."
  if (node.type === 'MemberExpression') {
    const property = nameOf(node['property']) ?? ''
    return silencers.has(property) && runners.has(rootNameOf(node))
      ? `.${property} silences a test without a reason. ${instead}`
      : undefined
  }
  if (node.type !== 'CallExpression') return undefined
  const callee = node['callee']
  const name = nameOf(callee) ?? ''
  if (silentRunners.has(name)) return `${name} silences a test without a reason. ${instead}`
  const skips = name === 'skip' || (isNode(callee) && nameOf(callee['property']) === 'skip' && !runners.has(rootNameOf(callee)))
  const reasons = (node['arguments'] ?? []) as readonly unknown[]
  return skips && reasons.length === 0 ? `skip() gives no reason. ${instead}` : undefined
}
