/** A closed list of ways to say one kind of thing. */
export interface Phrase<T> {
  /** As the documentation names it: SOURCE, AGE. */
  readonly name: string
  readonly says: string
  readonly forms: readonly Form<T>[]
  /** Shown as what is expected; without them, the example of each form. */
  readonly examples?: readonly string[]
  /** What people coming from elsewhere write, and what it is called here. */
  readonly habits?: Readonly<Record<string, string>>
}

/** One way to say it. Its pattern is what people read, what the checker matches and what the JSON Schema is made of. */
export interface Form<T> {
  /** Words stand for themselves, `CAPITALS` for a slot, `[...]` may be left out. */
  readonly pattern: string
  readonly example: string
  readonly make: (got: Got) => T
  /** False: it is understood and checked, and nothing acts on it yet. */
  readonly acted?: boolean
}

/** What stood in the slots of a form. */
export interface Got {
  /** Of a slot that is always there. */
  readonly text: (slot: string) => string
  /** Of a slot that may be left out. */
  readonly optional: (slot: string) => string | null
}

/** A phrase of single words that stand for themselves, such as `squash | merge | rebase`. */
export function choice<const W extends string>(
  name: string,
  says: string,
  words: readonly W[],
  habits?: Record<string, string>,
): Phrase<W> {
  const forms = words.map((word) => ({ pattern: word, example: word, make: (): W => word }))
  return habits === undefined ? { name, says, forms } : { name, says, forms, habits }
}

/** A phrase that is one slot. */
export function single(name: string, says: string, slot: string, examples: readonly string[]): Phrase<string> {
  return { name, says, examples, forms: [{ pattern: slot, example: examples[0] ?? '', make: (got) => got.text(slot) }] }
}
