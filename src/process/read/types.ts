import type { KeysOf, KeyTable, Naming, Noun, Type } from '../language/type.ts'
import type { Phrase } from '../phrase/phrase.ts'
import type { Block, Named, Value } from './reading.ts'
import { readBlock } from './read-block.ts'
import { readNamed } from './read-named.ts'
import { readList, readOne, readText } from './read-value.ts'

/** One value. */
export function one<T>(phrase: Phrase<T>): Type<Value<T>> {
  return { shape: { kind: 'phrase', phrase, list: 'one' }, read: (node, place, reading) => readOne(phrase, node, place, reading) }
}

/** One or several, of which any is enough. */
export function any<T>(phrase: Phrase<T>): Type<readonly Value<T>[]> {
  return { shape: { kind: 'phrase', phrase, list: 'any' }, read: (node, place, reading) => readList(phrase, node, place, reading) }
}

/** One or several, which all count. */
export function all<T>(phrase: Phrase<T>): Type<readonly Value<T>[]> {
  return { shape: { kind: 'phrase', phrase, list: 'all' }, read: (node, place, reading) => readList(phrase, node, place, reading) }
}

/** One or several, in the order they stand in. */
export function each<T>(phrase: Phrase<T>): Type<readonly Value<T>[]> {
  return { shape: { kind: 'phrase', phrase, list: 'each' }, read: (node, place, reading) => readList(phrase, node, place, reading) }
}

/** A text that is taken as it stands: a command, a condition. */
export function text(says: string): Type<Value<string>> {
  return { shape: { kind: 'text', says }, read: readText }
}

export function block<T extends KeyTable>(noun: Noun, keys: T): Type<Block<KeysOf<T>>> {
  return { shape: { kind: 'block', noun, keys }, read: (node, place, reading) => readBlock(noun, keys, node, place, reading) }
}

/** Entries under names of the team's own. */
export function named<T>(naming: Naming, of: Type<T>): Type<readonly Named<T>[]> {
  return { shape: { kind: 'named', naming, of: of.shape }, read: (node, place, reading) => readNamed(naming, of, node, place, reading) }
}
