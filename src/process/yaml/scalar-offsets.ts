/**
 * Where each character of a scalar's text stands in its source, for texts whose quotes, escapes or
 * line breaks make the two differ. Null when the text stands there as it is.
 */
export function scalarOffsets(text: string, source: string, sourceStart: number): readonly number[] | null {
  if (source === text) return null
  const isDoubleQuoted = source.startsWith('"')
  const offsets: number[] = []
  let at = source.startsWith('"') || source.startsWith("'") ? 1 : 0
  for (const unit of splitUnits(text)) {
    at = skipTo(unit, source, at, isDoubleQuoted)
    offsets.push(sourceStart + Math.min(at, Math.max(0, source.length - 1)))
    at += isDoubleQuoted && source[at] === '\\' ? escapeLength(source, at) : source[at] === "'" && source[at + 1] === "'" ? 2 : 1
  }
  return offsets
}

function splitUnits(text: string): string[] {
  return Array.from({ length: text.length }, (_, index) => text.charAt(index))
}

/** Line folding and indentation are in the source only. */
function skipTo(unit: string, source: string, from: number, isDoubleQuoted: boolean): number {
  if (isDoubleQuoted && source[from] === '\\') return from
  if (unit === ' ' || unit === '\n') return from
  let at = from
  while (at < source.length && source[at] !== unit && /\s/u.test(source.charAt(at))) at += 1
  return source[at] === unit || source[at] === '\\' ? at : from
}

function escapeLength(source: string, at: number): number {
  const lengths: Record<string, number> = { x: 4, u: 6, U: 10 }
  return lengths[source.charAt(at + 1)] ?? 2
}
