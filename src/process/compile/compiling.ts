import type { Condition, Rule } from '../../core/facts/index.ts'
import type { ProcessBlock } from '../language/blocks.ts'
import type { Named, Value } from '../read/reading.ts'
import type { Scalar } from '../yaml/node.ts'
import type { Calendars } from './calendars.ts'

/** What every part of compiling looks things up in. */
export interface Compiling {
  readonly process: ProcessBlock
  readonly calendars: Calendars
  /** Conditions that were understood before, by the value they stand in. */
  readonly conditions: ReadonlyMap<Scalar, Condition>
  readonly components: readonly string[]
  readonly production: string | null
}

export function ruleOf(value: Value<string> | undefined, compiling: Compiling): Rule | null {
  if (value === undefined) return null
  const condition = compiling.conditions.get(value.scalar)
  if (condition === undefined) throw new Error(`The condition ${value.form} was not understood before.`)
  return { text: value.form, condition }
}

export function forms<T>(values: readonly Value<T>[] | undefined): readonly T[] {
  return values?.map((value) => value.form) ?? []
}

/** Entries as a record, in the order of their names, so that equal processes have equal facts. */
export function byName<V, F>(entries: readonly Named<V>[] | undefined, compile: (entry: Named<V>) => F): Readonly<Record<string, F>> {
  const sorted = (entries ?? []).toSorted((left, right) => (left.name < right.name ? -1 : 1))
  return Object.fromEntries(sorted.map((entry) => [entry.name, compile(entry)]))
}

export function textsOf(entries: readonly Named<Value<string>>[] | undefined): Readonly<Record<string, string>> {
  return byName(entries, (entry) => entry.value.form)
}
