import type { ProcessFacts } from '../core/facts/index.ts'
import { check, type CheckOptions } from './check.ts'
import type { Problem } from './source/problem.ts'

export { check, type Checked, type CheckOptions } from './check.ts'
export { limits } from './limits.ts'
export { noPaint, showProblem, type Paint } from './source/show-problem.ts'
export type { Problem } from './source/problem.ts'
export { placeOf, type Place } from './source/span.ts'
export { summarise, waitingKeys } from './summary/summarise.ts'

export type Compiled = { readonly ok: true; readonly facts: ProcessFacts } | { readonly ok: false; readonly problems: readonly Problem[] }

/** The facts of a process file, or what is wrong with it. */
export async function compile(text: string, options: CheckOptions): Promise<Compiled> {
  const { facts, problems } = await check(text, options)
  return facts === null ? { ok: false, problems } : { ok: true, facts }
}
