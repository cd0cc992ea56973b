import type { CalendarSpec } from '../core/facts/time.ts'
import type { ProcessFacts } from '../core/facts/process.ts'
import type { Boundaries } from '../core/kernel/calendar.ts'

/** The compiler of process files, as the engine is handed it. Pure; may be slow. */
export interface Compiler {
  compile(text: string): Compiled | Promise<Compiled>
  expand(spec: CalendarSpec, from: number, until: number): Boundaries
}

export type Compiled =
  | { readonly kind: 'facts'; readonly facts: ProcessFacts }
  /** The first problem, as `file:line:column  what was found`. */
  | { readonly kind: 'problem'; readonly problem: string }
