// Characters that move the cursor, recolour a terminal, turn the direction of text, or cannot be seen.
// eslint-disable-next-line no-control-regex
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/** The text with everything spelled out that a terminal would act on instead of showing it. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, spellOut)
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
