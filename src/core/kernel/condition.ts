import type { Condition, ConditionValue } from '../facts/condition.ts'

export type Surroundings = Readonly<Record<string, ConditionValue>>

/** Whether a condition holds. What is missing makes it false, never true by accident. */
export function holds(condition: Condition, surroundings: Surroundings): boolean {
  return valueOf(condition, surroundings) === true
}

function valueOf(node: Condition, surroundings: Surroundings): ConditionValue {
  switch (node.op) {
    case 'literal':
      return node.value
    case 'path':
      return valueAt(surroundings, node.path)
    case 'has':
      return valueAt(surroundings, node.path) !== null
    case 'list':
      return node.items.map((item) => valueOf(item, surroundings))
    case 'choose':
      return valueOf(valueOf(node.if, surroundings) === true ? node.then : node.else, surroundings)
    case 'and':
      return node.of.every((part) => valueOf(part, surroundings) === true)
    case 'or':
      return node.of.some((part) => valueOf(part, surroundings) === true)
    case 'not':
    case 'negative':
    case 'size':
      return valueOfOne(node.op, valueOf(node.of, surroundings))
    case 'starts-with':
    case 'ends-with':
    case 'contains':
      return valueOfText(node.op, valueOf(node.text, surroundings), valueOf(node.part, surroundings))
    default:
      return valueOfTwo(node.op, valueOf(node.left, surroundings), valueOf(node.right, surroundings))
  }
}

function valueAt(from: ConditionValue, path: readonly string[]): ConditionValue {
  let value: ConditionValue = from
  for (const step of path) {
    if (typeof value !== 'object' || value === null || isList(value) || !Object.hasOwn(value, step)) return null
    value = value[step] ?? null
  }
  return value
}

/** `not` of something missing is missing: a condition nobody can judge does not hold. */
function valueOfOne(op: 'not' | 'negative' | 'size', value: ConditionValue): ConditionValue {
  if (op === 'not') return typeof value === 'boolean' ? !value : null
  if (op === 'negative') return typeof value === 'number' ? -value : null
  if (typeof value === 'string' || Array.isArray(value)) return value.length
  return typeof value === 'object' && value !== null ? Object.keys(value).length : null
}

function valueOfText(op: 'starts-with' | 'ends-with' | 'contains', text: ConditionValue, part: ConditionValue): ConditionValue {
  if (typeof text !== 'string' || typeof part !== 'string') return null
  if (op === 'starts-with') return text.startsWith(part)
  return op === 'ends-with' ? text.endsWith(part) : text.includes(part)
}

type Two = Extract<Condition, { readonly left: Condition }>['op']

function valueOfTwo(op: Two, left: ConditionValue, right: ConditionValue): ConditionValue {
  switch (op) {
    case 'equal':
      return isSame(left, right)
    case 'unequal':
      return !isSame(left, right)
    case 'in':
      return isIn(left, right)
    case 'plus':
      if (typeof left === 'string' && typeof right === 'string') return left + right
      return typeof left === 'number' && typeof right === 'number' ? left + right : null
    case 'minus':
      return typeof left === 'number' && typeof right === 'number' ? left - right : null
    default:
      return ordered(op, left, right)
  }
}

function ordered(
  op: 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal',
  left: ConditionValue,
  right: ConditionValue,
): ConditionValue {
  const comparable = (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string')
  if (!comparable) return null
  if (op === 'less') return left < right
  if (op === 'less-or-equal') return left <= right
  return op === 'greater' ? left > right : left >= right
}

function isIn(item: ConditionValue, group: ConditionValue): ConditionValue {
  if (isList(group)) return group.some((other) => isSame(item, other))
  if (typeof group !== 'object' || group === null || typeof item !== 'string') return null
  return Object.hasOwn(group, item)
}

function isSame(a: ConditionValue, b: ConditionValue): boolean {
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i] ?? null))
  return a === b
}

function isList(value: ConditionValue): value is readonly ConditionValue[] {
  return Array.isArray(value)
}
