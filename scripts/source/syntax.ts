import { parseSync, visitorKeys } from 'oxc-parser'

/** A node of the syntax tree, as much of it as the rules of this project look at. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** Called for each node, parents first. `parents` ends with the direct one. */
type Visit = (node: SyntaxNode, parents: readonly SyntaxNode[]) => void

export function parse(path: string, text: string): SyntaxNode {
  const result = parseSync(path, text)
  const [error] = result.errors
  if (error) throw new Error(`${path} is not TypeScript that can be read: ${error.message}`)
  return result.program as unknown as SyntaxNode
}

export function walk(root: SyntaxNode, visit: Visit): void {
  descend(root, [], visit)
}

function descend(node: SyntaxNode, parents: readonly SyntaxNode[], visit: Visit): void {
  visit(node, parents)
  const below = [...parents, node]
  for (const key of visitorKeys[node.type] ?? []) {
    for (const child of [node[key]].flat()) if (isNode(child)) descend(child, below, visit)
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** The text of a literal, of a template without holes too; nothing when it is computed. */
export function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node.type !== 'TemplateLiteral') return undefined
  const parts = node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]
  return parts.length === 1 ? parts[0]?.value.cooked : undefined
}

export function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' && typeof node['name'] === 'string' ? node['name'] : undefined
}

/** `test` for `test`, `test.each(rows)` and tagged templates: what a chain of calls and members begins with. */
export function rootNameOf(node: unknown): string {
  let root = node
  while (isNode(root) && nameOf(root) === undefined) root = root['object'] ?? root['callee'] ?? root['tag']
  return nameOf(root) ?? ''
}

/** Turns offsets into line numbers, counted from 1. */
export function lineCounter(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
