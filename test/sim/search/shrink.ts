/** What is left of a list when every part that is not needed to fail has gone. */
export interface Shrunk<Item> {
  readonly items: readonly Item[]
  readonly attempts: number
}

/**
 * Delta debugging: drops halves, then quarters, and so on down to single items, as long as what is
 * left still fails in the same way. Zeller and Hildebrandt, “Simplifying and isolating failure-inducing input”.
 */
export async function shrink<Item>(
  items: readonly Item[],
  stillFails: (items: readonly Item[]) => Promise<boolean>,
  attemptsMax: number,
): Promise<Shrunk<Item>> {
  let left = items
  let attempts = 0
  for (let size = Math.ceil(left.length / 2); size >= 1; size = Math.floor(size / 2)) {
    let hasShrunk = true
    while (hasShrunk && attempts < attemptsMax) {
      hasShrunk = false
      for (let start = left.length - size; start > -size && attempts < attemptsMax; start -= size) {
        const without = [...left.slice(0, Math.max(0, start)), ...left.slice(start + size)]
        if (without.length === left.length) continue
        attempts += 1
        if (!(await stillFails(without))) continue
        left = without
        hasShrunk = true
      }
    }
  }
  return { items: left, attempts }
}
