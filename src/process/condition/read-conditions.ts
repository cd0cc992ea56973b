import type { Condition } from '../../core/facts/index.ts'
import type { ProcessBlock } from '../language/blocks.ts'
import type { Problems } from '../source/problem.ts'
import { spanInside, type Scalar } from '../yaml/node.ts'
import { asks } from './asks.ts'
import { findConditions } from './find-conditions.ts'

/** Understands every condition of a process. The library for that is loaded only when there is one. */
export async function readConditions(process: ProcessBlock, problems: Problems): Promise<ReadonlyMap<Scalar, Condition>> {
  const found = findConditions(process)
  const conditions = new Map<Scalar, Condition>()
  if (found.length === 0) return conditions
  const { parseCondition } = await import('./parse-condition.ts')
  for (const { value, known } of found) {
    const parsed = parseCondition(value.form, known)
    if (parsed.ok) {
      if (!asks(parsed.condition)) refuseConstant(value.scalar, problems)
      conditions.set(value.scalar, parsed.condition)
      continue
    }
    // The form is the text without the space around it.
    const indent = value.text.length - value.text.trimStart().length
    const { start, end, found: sentence, fix } = parsed.refusal
    problems.report(spanInside(value.scalar, indent + start, indent + end), sentence, fix)
  }
  return conditions
}

function refuseConstant(scalar: Scalar, problems: Problems): void {
  problems.report(scalar.span, 'this is the same whatever happens', 'ask for something, such as branch == "main", or leave it out')
}
