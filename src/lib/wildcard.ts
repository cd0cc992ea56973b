/** Patterns in which `*` is any text, slashes too, also none. */

export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*')
}

/** How many characters the pattern says itself; of two that match, the one with more is meant. */
export function literalLength(pattern: string): number {
  return pattern.replaceAll('*', '').length
}

export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop()
  if (last === undefined) return text === first
  const end = text.length - last.length
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false
  // Taking each piece where it first stands leaves the most for those that follow.
  let at = first.length
  for (const piece of others) {
    const found = text.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return at <= end
}

/** Is there a text that both patterns match? */
export function overlapsWildcard(left: string, right: string): boolean {
  if (!hasWildcard(left)) return matchesWildcard(right, left)
  if (!hasWildcard(right)) return matchesWildcard(left, right)
  // Between their beginnings and their ends a star of each takes whatever the other one says.
  return beginAlike(left, right) && endAlike(left, right)
}

/** As far as both say how the text begins. */
function beginAlike(left: string, right: string): boolean {
  const length = Math.min(left.indexOf('*'), right.indexOf('*'))
  return left.slice(0, length) === right.slice(0, length)
}

function endAlike(left: string, right: string): boolean {
  const length = Math.min(left.length - left.lastIndexOf('*'), right.length - right.lastIndexOf('*')) - 1
  return left.slice(left.length - length) === right.slice(right.length - length)
}
