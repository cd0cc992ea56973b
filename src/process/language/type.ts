import type { Phrase } from '../phrase/phrase.ts'
import type { Place, Reading } from '../read/reading.ts'
import type { Node } from '../yaml/node.ts'

/** What a key takes: how it is read, and what the schema and the documentation say of it. */
export interface Type<T> {
  readonly shape: Shape
  /** Null: it could not be understood, and a problem was reported. */
  readonly read: (node: Node, place: Place, reading: Reading) => T | null
}

/** Data about a type, from which the JSON Schema and the reference are written. */
export type Shape =
  | { readonly kind: 'phrase'; readonly phrase: Phrase<unknown>; readonly list: 'one' | 'any' | 'all' | 'each' }
  | { readonly kind: 'text'; readonly says: string }
  | { readonly kind: 'block'; readonly noun: Noun; readonly keys: KeyTable }
  | { readonly kind: 'named'; readonly naming: Naming; readonly of: Shape }

/** How messages name a block: `an environment`. */
export interface Noun {
  /** As a word of its own: environment. */
  readonly name: string
  readonly withArticle: string
  /** What people from elsewhere write, and the key that is meant. */
  readonly habits?: Readonly<Record<string, string>>
}

/** What a name in a section may look like. */
export interface Naming {
  /** As the documentation shows it: N, P, NAME. */
  readonly placeholder: string
  readonly says: string
  readonly regex: string
  /** Why a word that looks right is no such name all the same; null: it is one. */
  readonly refuse?: (name: string) => string | null
  /** Names with a meaning of their own. */
  readonly reserved?: readonly string[]
}

/** One key: everything there is to know about it stands here and nowhere else. */
export interface KeyEntry<T> {
  readonly type: Type<T>
  readonly says: string
  /** What holds without the key, in words; null when nothing does. */
  readonly fallback: string | null
  /** The first version that understands it. */
  readonly since: string
  /** False: it is understood and checked, and nothing acts on it yet. */
  readonly acted: boolean
}

export type KeyTable = Readonly<Record<string, KeyEntry<unknown>>>

/** What reading a table of keys gives. */
export type KeysOf<T extends KeyTable> = { readonly [K in keyof T]?: T[K] extends KeyEntry<infer V> ? V : never }

export function key<T>(type: Type<T>, says: string, more: { fallback?: string; acted?: boolean; since?: string } = {}): KeyEntry<T> {
  return { type, says, fallback: more.fallback ?? null, since: more.since ?? '0.1', acted: more.acted ?? true }
}
