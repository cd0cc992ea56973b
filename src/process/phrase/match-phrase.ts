import { slotNamed } from './slots.ts'
import type { Form, Got, Phrase } from './phrase.ts'
import type { ReferenceKind } from './slot.ts'
import { stepsOf, type Step } from './steps.ts'
import type { Word } from './word.ts'

/** A name that was written in a phrase and must be declared somewhere. */
export interface NamedWord {
  readonly kind: ReferenceKind
  readonly word: Word
  readonly name: string
}

export type Match<T> =
  | { readonly ok: true; readonly form: T; readonly matched: Form<T>; readonly names: readonly NamedWord[] }
  | {
      readonly ok: false
      readonly at: number
      readonly expected: readonly string[]
      readonly examples: readonly string[]
      readonly fix: string | null
    }

/** The first form that takes all the words; otherwise how far any form came, and what could have stood there. */
export function matchPhrase<T>(phrase: Phrase<T>, words: readonly Word[]): Match<T> {
  const far: Farthest = { example: '', at: 0, expected: new Set(), examples: new Set(), fix: null }
  for (const form of phrase.forms) {
    far.example = form.example
    const walk = walkForm(form, words, far)
    if (walk !== null) return { ok: true, form: form.make(gotOf(walk)), matched: form, names: walk.names }
  }
  return { ok: false, at: far.at, expected: [...far.expected], examples: [...far.examples], fix: far.fix }
}

interface Farthest {
  /** Of the form that is tried. */
  example: string
  at: number
  expected: Set<string>
  /** Of the forms that came this far and would go on. */
  examples: Set<string>
  fix: string | null
}

interface Walk {
  readonly values: Map<string, string>
  readonly names: NamedWord[]
}

function walkForm<T>(form: Form<T>, words: readonly Word[], far: Farthest): Walk | null {
  const walk: Walk = { values: new Map(), names: [] }
  const end = walkSteps(stepsOf(form.pattern), words, 0, walk, far)
  if (end === words.length) return walk
  if (end !== null) miss(far, end, null, null, true)
  return null
}

function walkSteps(steps: readonly Step[], words: readonly Word[], from: number, walk: Walk, far: Farthest): number | null {
  let at = from
  for (const step of steps) {
    const next = walkStep(step, words, at, walk, far)
    if (next === null) return null
    at = next
  }
  return at
}

function walkStep(step: Step, words: readonly Word[], at: number, walk: Walk, far: Farthest): number | null {
  if (step.kind === 'optional') return walkSteps(step.steps, words, at, walk, far) ?? at
  if (step.kind === 'word') {
    if (words[at]?.text === step.word) return at + 1
    miss(far, at, step.word, null)
    return null
  }
  const slot = slotNamed(step.slot)
  const taken = slot.take(words, at)
  if (!taken.ok) {
    miss(far, taken.at, null, taken.fix ?? null)
    return null
  }
  walk.values.set(step.slot, taken.text)
  const word = words[at]
  if (slot.refers !== undefined && word !== undefined) walk.names.push({ kind: slot.refers, word, name: taken.text })
  return at + taken.used
}

function miss(far: Farthest, at: number, word: string | null, fix: string | null, isEnd = false): void {
  if (at < far.at) return
  if (at > far.at) {
    far.at = at
    far.expected = new Set()
    far.examples = new Set()
    far.fix = null
  }
  if (word !== null) far.expected.add(word)
  if (!isEnd) far.examples.add(far.example)
  far.fix ??= fix
}

function gotOf(walk: Walk): Got {
  return {
    text: (slot) => {
      const value = walk.values.get(slot)
      if (value === undefined) throw new Error(`The form has no ${slot}.`)
      return value
    },
    optional: (slot) => walk.values.get(slot) ?? null,
  }
}
