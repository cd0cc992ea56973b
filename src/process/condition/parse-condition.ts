import { ParseError, type ASTNode } from '@marcbachmann/cel-js'
import type { Condition } from '../../core/facts/index.ts'
import { limits } from '../limits.ts'
import { environmentFor } from './environment.ts'
import { explainCondition, typeWord } from './explain-condition.ts'
import { ConditionRefused, type Refusal } from './refusal.ts'
import { childrenOf, refuseCalls } from './refuse-call.ts'
import type { KnownNames } from './roots.ts'
import { toCondition } from './to-condition.ts'

export type ParsedCondition = { readonly ok: true; readonly condition: Condition } | { readonly ok: false; readonly refusal: Refusal }

/** Understands a condition: its grammar, its types, and that it stays within what conditions may do. */
export function parseCondition(text: string, known: KnownNames): ParsedCondition {
  if (text.length > limits.conditionLengthMax) {
    return refuse(0, text.length, `this condition has more than ${limits.conditionLengthMax} characters`, 'make it several jobs or keys')
  }
  try {
    const parsed = environmentFor(known).parse(text)
    refuseCalls(parsed.ast)
    const checked = parsed.check()
    if (!checked.valid)
      return checked.error === undefined
        ? refuse(0, text.length, 'this condition does not hold together', 'look at its types')
        : { ok: false, refusal: explainCondition(checked.error, text, known) }
    if (checked.type !== 'bool')
      return refuse(
        0,
        text.length,
        `a condition is true or false, and this is ${typeWord(checked.type ?? '')}`,
        'compare it with something: branch == "main"',
      )
    const unknown = unknownInHas(parsed.ast, text, known)
    return unknown === null ? { ok: true, condition: toCondition(parsed.ast) } : { ok: false, refusal: unknown }
  } catch (error) {
    if (error instanceof ConditionRefused) return { ok: false, refusal: error.refusal }
    if (error instanceof ParseError) return { ok: false, refusal: explainCondition(error, text, known) }
    throw error
  }
}

/** The library takes whatever stands in `has( )`; a slip there would be false for ever. */
function unknownInHas(ast: ASTNode, text: string, known: KnownNames): Refusal | null {
  for (const { start, end } of askedByHas(ast)) {
    const alone = ' '.repeat(start) + text.slice(start, end)
    const { valid, error } = environmentFor(known).parse(alone).check()
    if (!valid && error !== undefined) return explainCondition(error, alone, known)
  }
  return null
}

function askedByHas(node: ASTNode): readonly ASTNode[] {
  const [asked] = node.op === 'call' && node.args[0] === 'has' ? node.args[1] : []
  return [...(asked === undefined ? [] : [asked]), ...childrenOf(node).flatMap(askedByHas)]
}

function refuse(start: number, end: number, found: string, fix: string): ParsedCondition {
  return { ok: false, refusal: { start, end, found, fix } }
}
