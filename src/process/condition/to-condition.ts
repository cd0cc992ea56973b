import type { ASTNode } from '@marcbachmann/cel-js'
import type { Condition, ConditionValue } from '../../core/facts/index.ts'
import { refuseCall, refuseOperator } from './refuse-call.ts'
import { ConditionRefused } from './refusal.ts'

/** Turns what the parser made into the closed form that is interpreted later. Refuses what that form leaves out. */
export function toCondition(node: ASTNode): Condition {
  switch (node.op) {
    case 'value':
      return { op: 'literal', value: literalOf(node, node.args) }
    case 'id':
    case '.':
    case '[]':
      return { op: 'path', path: pathOf(node) }
    case '!_':
      return { op: 'not', of: toCondition(node.args) }
    case '-_':
      return { op: 'negative', of: toCondition(node.args) }
    case '&&':
    case '||':
      return { op: node.op === '&&' ? 'and' : 'or', of: [toCondition(node.args[0]), toCondition(node.args[1])] }
    case '?:':
      // oxlint-disable-next-line unicorn/no-thenable -- `then` holds a condition, never a function.
      return { op: 'choose', if: toCondition(node.args[0]), then: toCondition(node.args[1]), else: toCondition(node.args[2]) }
    case 'list':
      return { op: 'list', items: node.args.map(toCondition) }
    case 'call':
      return ofCall(node, node.args[0], node.args[1])
    case 'rcall':
      return ofMethod(node, node.args[0], node.args[1], node.args[2])
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'in':
    case '+':
    case '-':
      return { op: operators[node.op], left: toCondition(node.args[0]), right: toCondition(node.args[1]) }
    case '*':
    case '/':
    case '%':
    case 'map':
    case '.?':
    case '[?]':
      return refuseOperator(node)
  }
}

const operators = {
  '==': 'equal',
  '!=': 'unequal',
  '<': 'less',
  '<=': 'less-or-equal',
  '>': 'greater',
  '>=': 'greater-or-equal',
  in: 'in',
  '+': 'plus',
  '-': 'minus',
} as const

function literalOf(node: ASTNode, value: unknown): ConditionValue {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  const number = Number(value)
  if ((typeof value === 'bigint' || typeof value === 'number') && Number.isSafeInteger(Math.trunc(number))) return number
  throw new ConditionRefused(node.start, node.end, 'this value is not used in conditions', 'write a text, a number, true or false')
}

/** `change.title`, `needs["end-to-end"].outputs.url`. */
function pathOf(node: ASTNode): readonly string[] {
  if (node.op === 'id') return [node.args]
  if (node.op === '.') return [...pathOf(node.args[0]), node.args[1]]
  if (node.op === '[]') {
    const [of, index] = node.args
    if (index.op === 'value' && typeof index.args === 'string') return [...pathOf(of), index.args]
    throw new ConditionRefused(
      index.start,
      index.end,
      'a place in a list is not used in conditions',
      'ask whether something is in it: "docs" in change.labels',
    )
  }
  throw new ConditionRefused(
    node.start,
    node.end,
    'nothing can be asked of this',
    'ask it of branch, change, commit, paths, release, needs or inputs',
  )
}

function ofCall(node: ASTNode, name: string, args: readonly ASTNode[]): Condition {
  const [first] = args
  if (name === 'has' && first !== undefined) return { op: 'has', path: pathOf(first) }
  if (name === 'size' && first !== undefined) return { op: 'size', of: toCondition(first) }
  return refuseCall(name, node.start)
}

const methods = { startsWith: 'starts-with', endsWith: 'ends-with', contains: 'contains' } as const

function ofMethod(node: ASTNode, name: string, receiver: ASTNode, args: readonly ASTNode[]): Condition {
  const [part] = args
  if (name === 'size') return { op: 'size', of: toCondition(receiver) }
  if (Object.hasOwn(methods, name) && part !== undefined) {
    return { op: methods[name as keyof typeof methods], text: toCondition(receiver), part: toCondition(part) }
  }
  return refuseCall(name, Math.max(node.input.indexOf(name, receiver.end), node.start))
}
