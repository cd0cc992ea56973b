import type { Answer } from '../kernel/answer.ts'
import { refuse } from './refuse.ts'

/** What would let a text pretend to be another: controls, and marks that turn the writing direction. */
const turns = [0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff]

/** Null: the text may be kept. It is still text from outside: whoever shows it escapes it. */
export function badText(what: string, text: string, lengthMax: number): Answer | null {
  if (text.trim() === '') return refuse('empty', `the ${what} is empty`)
  if (text.length > lengthMax) return refuse('too-long', `the ${what} has ${text.length} characters; at most ${lengthMax}`)
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const isControl = code < 0x20 || (code >= 0x7f && code <= 0x9f)
    if (isControl || turns.includes(code)) {
      return refuse(
        'control-character',
        `the ${what} holds the character U+${code.toString(16).toUpperCase().padStart(4, '0')}, which cannot be seen`,
      )
    }
  }
  return null
}
