/** Characters that move the cursor, recolour a terminal, turn the direction of text, or cannot be seen. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u2800\u3164\uffa0]/gu

/** The text with everything spelled out that a terminal would act on instead of showing it. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, spellOut)
}

/** JSON that means the same, without a character that a terminal would act on. */
export function printableJson(json: string): string {
  return json.replaceAll(unprintable, (character) => (character === '\n' ? character : character.replaceAll(/[\s\S]/g, asEscape)))
}

function asEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

export function firstUnprintable(text: string): { readonly index: number; readonly name: string; readonly length: number } | null {
  const match = unprintableOnce.exec(text)
  return match === null ? null : { index: match.index, name: spellOut(match[0]), length: match[0].length }
}

const unprintableOnce = new RegExp(unprintable.source, 'u')

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `\\u{${code.toString(16)}}`
}
