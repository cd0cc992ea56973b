/** The candidate a mistyped word most likely meant, or null when none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null
  let bestDistance = allowedDistance(word) + 1
  for (const candidate of candidates) {
    if (candidate === word) continue
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best ?? onlyContinuation(word, candidates)
}

/** `prod` is far from `production` by letters, and yet nothing else is meant. */
function onlyContinuation(word: string, candidates: readonly string[]): string | null {
  const longer = word.length < 3 ? [] : candidates.filter((candidate) => candidate.startsWith(word) && candidate !== word)
  return longer.length === 1 ? (longer[0] ?? null) : null
}

/** Longer words may differ in more places before the guess becomes a wild one. */
function allowedDistance(word: string): number {
  if (word.length <= 4) return 1
  return word.length <= 7 ? 2 : 3
}

const wordLengthMax = 80

/** Insertions, deletions, replacements and swapped neighbours, each counted once. */
export function editDistance(left: string, right: string): number {
  if (left.length > wordLengthMax || right.length > wordLengthMax) return Number.POSITIVE_INFINITY
  let beforeLast: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1]
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return at(last, right.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
