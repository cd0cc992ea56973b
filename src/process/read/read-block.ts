import { nearest } from '../../lib/nearest.ts'
import type { KeysOf, KeyTable, Noun } from '../language/type.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import type { Span } from '../source/span.ts'
import type { Block, Place, Reading } from './reading.ts'

/** Reads the keys a table knows, each as its type says, and refuses all others. */
export function readBlock<T extends KeyTable>(noun: Noun, table: T, node: Node, place: Place, reading: Reading): Block<KeysOf<T>> | null {
  if (node.kind !== 'keys') {
    const keys = Object.keys(table).slice(0, 4).join(', ')
    reading.problems.report(node.span, `${noun.withArticle} consists of keys`, `such as ${keys}`)
    return null
  }
  const keys: Record<string, unknown> = {}
  const at: Record<string, Span> = {}
  let hasUnknown = false
  for (const { key, value } of node.entries) {
    const entry = Object.hasOwn(table, key.text) ? table[key.text] : undefined
    if (entry === undefined) {
      refuseKey(noun, table, key, reading)
      hasUnknown = true
      continue
    }
    at[key.text] = key.span
    const inner: Place = { path: [...place.path, key.text], key: key.text }
    if (!entry.acted) reading.waiting.push({ path: inner.path, span: key.span, what: key.text })
    const read = entry.type.read(value, inner, reading)
    if (read !== null) keys[key.text] = read
  }
  return { span: node.span, keys: keys as KeysOf<T>, at, hasUnknown }
}

function refuseKey(noun: Noun, table: KeyTable, key: Scalar, reading: Reading): void {
  const found = `\`${key.text}\` is not a key of ${noun.withArticle}`
  reading.problems.report(key.span, found, keyFix(noun, table, key.text))
}

function keyFix(noun: Noun, table: KeyTable, written: string): string {
  const habit = Object.hasOwn(noun.habits ?? {}, written) ? noun.habits?.[written] : undefined
  if (habit !== undefined) return Object.hasOwn(table, habit) ? `did you mean \`${habit}\`?` : habit
  const spelled = written.toLowerCase().replaceAll('_', '-')
  const near = Object.hasOwn(table, spelled) ? spelled : nearest(written, Object.keys(table))
  return near === null ? `there are ${Object.keys(table).join(', ')}` : `did you mean \`${near}\`?`
}
