import type { Word } from './word.ts'

/** What a name in a phrase must be declared as. */
export type ReferenceKind = 'component' | 'environment' | 'job' | 'library' | 'pipeline' | 'secret' | 'snapshot' | 'space' | 'team'

/** A place in a phrase where people write something of their own: a name, a time, a number. */
export interface Slot {
  readonly name: string
  /** What may stand there, for the JSON Schema; without groups that capture. */
  readonly regex: string
  /** What it is, for the documentation. */
  readonly says: string
  readonly refers?: ReferenceKind
  readonly take: (words: readonly Word[], from: number) => Taken | Miss
}

export interface Taken {
  readonly ok: true
  /** How many words it took. */
  readonly used: number
  readonly text: string
}

export interface Miss {
  readonly ok: false
  /** The word that does not fit, counted from the first of the phrase. */
  readonly at: number
  /** What would be right, when this slot knows better than the list of forms. */
  readonly fix?: string
}

/** A slot of one word that must match. */
export function wordSlot(slot: Omit<Slot, 'take'> & { readonly refuse?: (word: string) => string | null }): Slot {
  const whole = new RegExp(`^(?:${slot.regex})$`, 'u')
  const take = (words: readonly Word[], from: number): Taken | Miss => {
    const text = words[from]?.text
    if (text === undefined) return { ok: false, at: from }
    const fix = slot.refuse?.(text) ?? null
    if (fix !== null) return { ok: false, at: from, fix }
    return whole.test(text) ? { ok: true, used: 1, text } : { ok: false, at: from }
  }
  const { name, regex, says, refers } = slot
  return refers === undefined ? { name, regex, says, take } : { name, regex, says, refers, take }
}
