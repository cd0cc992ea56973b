import type { ProcessFacts } from '../core/facts/index.ts'
import { compileProcess } from './compile/compile-process.ts'
import { readConditions } from './condition/read-conditions.ts'
import type { ProcessBlock } from './language/blocks.ts'
import { limits } from './limits.ts'
import { readProcess } from './read/read-process.ts'
import type { PhraseUse, Reading, WaitingUse } from './read/reading.ts'
import { rules } from './rules/rules.ts'
import { Problems, withoutSecrets, type Problem } from './source/problem.ts'
import type { SourceText } from './source/span.ts'

/** What a check found. */
export interface Checked {
  readonly problems: readonly Problem[]
  /** What is understood and not yet acted on. */
  readonly notices: readonly WaitingUse[]
  /** Null while there is a problem. */
  readonly facts: ProcessFacts | null
  /** Every phrase with its structured form. */
  readonly phrases: readonly PhraseUse[]
}

export interface CheckOptions {
  /** As people know the file. */
  readonly path: string
  /** Reads a file that `include` names, from the root of the repository; null: there is none. */
  readonly readInclude?: (path: string) => string | null
}

/** Reads, checks and compiles a process file. Never throws for what stands in it. */
export async function check(text: string, options: CheckOptions): Promise<Checked> {
  const problems = new Problems()
  const reading: Reading = { problems, names: [], phrases: [], waiting: [], isTooMuch: false }
  const facts = await understand(text, options, reading)
  const concealed = problems.concealed()
  const phrases = reading.phrases.filter(({ text: written }) => withoutSecrets(written, concealed) === written)
  return { problems: problems.sorted(), notices: reading.waiting, facts, phrases }
}

async function understand(text: string, options: CheckOptions, reading: Reading): Promise<ProcessFacts | null> {
  const source: SourceText = { path: options.path, text: text.startsWith('\ufeff') ? text.slice(1) : text }
  if (isTooLarge(source, reading.problems)) return null
  const read = readProcess(source, options.readInclude ?? ((): null => null), reading)
  if (read === null || reading.isTooMuch) return null
  const conditions = await understandAll(read.process, reading)
  return conditions === null ? null : compileProcess(read.process, conditions, read.sources)
}

async function understandAll(process: ProcessBlock, reading: Reading): Promise<Awaited<ReturnType<typeof readConditions>> | null> {
  const conditions = await readConditions(process, reading.problems)
  for (const rule of rules) rule(process, reading)
  return reading.problems.isEmpty ? conditions : null
}

function isTooLarge(source: SourceText, problems: Problems): boolean {
  if (source.text.length <= limits.fileBytesMax) return false
  const span = { source: { path: source.path, text: source.text.slice(0, source.text.indexOf('\n') + 1 || 80) }, start: 0, end: 1 }
  problems.report(span, `the file is larger than ${limits.fileBytesMax / 1024} kB`, 'move a part of it to files that `include` names')
  return true
}
