import { stripVTControlCharacters } from 'node:util'
import type { Outcome } from './command.ts'

export interface Count {
  readonly passed: number
  readonly failed: number
  /** Each with its reason, as the suite printed it. */
  readonly skipped: readonly string[]
}

export const nothing: Count = { passed: 0, failed: 0, skipped: [] }

/** How a suite that skips says so, a line for each test: `skipped: title (reason)`. */
export const skippedMark = 'skipped: '

export function add(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] }
}

export function countLine(count: Count): string {
  const skipped = count.skipped.length === 0 ? '' : `, ${count.skipped.length} skipped`
  return `${count.passed} passed, ${count.failed} failed${skipped}`
}

/**
 * Reads what a suite says of itself in its last line. One that says nothing is one test, which its exit code decides;
 * one that was stopped, or that ended badly though it counts no failure, has one failure more.
 */
export function countOf(outcome: Outcome): Count {
  const lines = stripVTControlCharacters(outcome.output).trimEnd().split('\n')
  const [, passed, failed] = /^(\d+) passed, (\d+) failed(?:, \d+ skipped)?$/.exec(lines.at(-1) ?? '') ?? []
  const good = outcome.code === 0
  if (passed === undefined || failed === undefined) return good ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 }
  const skipped = lines.filter((line) => line.startsWith(skippedMark)).map((line) => line.slice(skippedMark.length))
  return { passed: Number(passed), failed: Math.max(Number(failed), good ? 0 : 1), skipped }
}
