import type { Answer } from '../kernel/answer.ts'
import type { Verdict } from '../kernel/verdict.ts'

/** A command is not carried out: the code for programs, what was found for people. */
export function refuse(code: string, found: string, verdicts: readonly Verdict[] = []): Answer {
  return { kind: 'refused', code, found, verdicts }
}

export function done(code: string, made: Readonly<Record<string, string | number>> = {}): Answer {
  return { kind: 'done', code, made }
}
