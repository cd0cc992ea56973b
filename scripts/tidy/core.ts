import { isTest } from '../boundaries/table.ts'
import type { SourceFile } from '../source/files.ts'
import { lineCounter, nameOf, parse, walk, type SyntaxNode } from '../source/syntax.ts'
import { isTypeScript, type Problem, type Project } from './project.ts'

/** What would make a decision depend on something other than its facts, and where the fact comes from instead. */
const globals = new Map([
  ['Date', 'The time is an input: take `now` from the call. Calendars arrive as boundaries in UTC.'],
  ['Intl', 'Texts and calendars of a place are made outside: take the boundary, or return the parts.'],
  ['Promise', 'Nothing waits in the core: return an effect; its answer comes back as an input.'],
  ['globalThis', 'The core has no surroundings: take what it needs as a fact.'],
  ['WeakRef', 'What the collector does is not a fact: keep the row.'],
  ['FinalizationRegistry', 'What the collector does is not a fact: keep the row.'],
])
const members = new Map([
  ['random', 'Derive it from the seed of the input, so that the same input decides the same.'],
  ['localeCompare', 'It depends on the machine: compare with < and >.'],
  ['toLocaleString', 'It depends on the machine: return the parts and let the page write them.'],
  ['toLocaleLowerCase', 'It depends on the machine: use toLowerCase.'],
  ['toLocaleUpperCase', 'It depends on the machine: use toUpperCase.'],
])

export function corePurity(project: Project): readonly Problem[] {
  return project.files
    .filter((file) => file.path.startsWith('src/core/') && isTypeScript(file.path) && !isTest(file.path))
    .flatMap(impurities)
}

function impurities(file: SourceFile): readonly Problem[] {
  const lineOf = lineCounter(file.text)
  const problems: Problem[] = []
  walk(parse(file.path, file.text), (node, parents) => {
    const message = impurity(node, parents.at(-1))
    if (message) problems.push({ path: file.path, line: lineOf(node.start), message })
  })
  return problems
}

function impurity(node: SyntaxNode, parent: SyntaxNode | undefined): string | undefined {
  if (node['async'] === true || node.type === 'AwaitExpression') {
    return 'async has no place in the core. Nothing waits there: return an effect; its answer comes back as an input.'
  }
  const name = nameOf(node)
  if (name === undefined || !parent) return undefined
  if (isKey(node, parent)) return parent.type === 'MemberExpression' ? forbidden(name, members.get(name)) : undefined
  return forbidden(name, globals.get(name))
}

/** `row.Date` and `{ Date: 1 }` are names of ours; `Math.random` is judged as a member. */
function isKey(node: SyntaxNode, parent: SyntaxNode): boolean {
  return (parent['property'] === node || parent['key'] === node) && parent['computed'] !== true
}

function forbidden(name: string, instead: string | undefined): string | undefined {
  return instead === undefined ? undefined : `${name} has no place in the core. ${instead}`
}
