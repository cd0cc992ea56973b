import type { Condition } from '../../core/facts/index.ts'

/** Does a condition ask for anything? One that does not is the same whatever happens. */
export function asks(condition: Condition): boolean {
  switch (condition.op) {
    case 'literal':
      return false
    case 'path':
    case 'has':
      return true
    case 'not':
    case 'negative':
    case 'size':
      return asks(condition.of)
    case 'and':
    case 'or':
      return condition.of.some(asks)
    case 'list':
      return condition.items.some(asks)
    case 'choose':
      return asks(condition.if) || asks(condition.then) || asks(condition.else)
    case 'starts-with':
    case 'ends-with':
    case 'contains':
      return asks(condition.text) || asks(condition.part)
    default:
      return asks(condition.left) || asks(condition.right)
  }
}
