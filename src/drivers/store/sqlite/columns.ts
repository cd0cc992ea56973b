import type { SQLOutputValue } from 'node:sqlite'

/** A row as the database gives it. */
export type Columns = Readonly<Record<string, SQLOutputValue>>

export function textOf(columns: Columns, name: string): string {
  const value = columns[name]
  if (typeof value !== 'string') throw new TypeError(`Column ${name} should hold text and holds ${typeof value}`)
  return value
}

export function optionalText(columns: Columns, name: string): string | null {
  return columns[name] === null ? null : textOf(columns, name)
}

export function integerOf(columns: Columns, name: string): number {
  const value = columns[name]
  if (typeof value !== 'number') throw new TypeError(`Column ${name} should hold a number and holds ${typeof value}`)
  return value
}

export function optionalInteger(columns: Columns, name: string): number | null {
  return columns[name] === null ? null : integerOf(columns, name)
}

/** A value the engine gave to keep: it gets back what it gave, and this driver never looks inside. */
export function jsonOf<Value>(columns: Columns, name: string): Value {
  return JSON.parse(textOf(columns, name)) as Value
}

/** Thrown for a value that has no JSON: nobody could read it back. */
export class Unstorable extends Error {}

export function asJson(value: unknown, what: string): string {
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch (cause) {
    throw new Unstorable(`${what} has no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
  if (text === undefined) throw new Unstorable(`${what} has no JSON: it is ${typeof value}`)
  return text
}
