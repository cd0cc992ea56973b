/** Patterns in which `*` is any text, slashes too, also none. */

export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*')
}

/** How many characters the pattern says itself; of two that match, the one with more is meant. */
export function literalLength(pattern: string): number {
  return pattern.replaceAll('*', '').length
}

export function matchesWildcard(pattern: string, text: string): boolean {
  return overlapsWildcard(pattern, text.replaceAll('*', '\u0000'))
}

/** Is there a text that both patterns match? */
export function overlapsWildcard(left: string, right: string): boolean {
  // reachable[j]: the part of `left` read so far can meet the first j characters of `right`.
  let reachable = new Array<boolean>(right.length + 1).fill(false)
  reachable[0] = true
  spreadStars(reachable, right)
  for (const character of left) {
    const next = new Array<boolean>(right.length + 1).fill(false)
    for (let column = 0; column <= right.length; column += 1) {
      if (!reachable[column]) continue
      if (character === '*') next.fill(true, column)
      else if (right[column] === '*') next[column] = true
      else if (right[column] === character) next[column + 1] = true
    }
    spreadStars(next, right)
    reachable = next
  }
  return reachable[right.length] === true
}

/** A star of the right side may also stand for nothing. */
function spreadStars(reachable: boolean[], right: string): void {
  for (let column = 0; column < right.length; column += 1) {
    if (reachable[column] && right[column] === '*') reachable[column + 1] = true
  }
}
