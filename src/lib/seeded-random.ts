/**
 * Random numbers that a seed repeats. `fork` gives a stream of its own by name: what one
 * stream draws never moves another, so a history with a step less draws the same elsewhere.
 */
export class SeededRandom {
  readonly seed: string
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: string | number) {
    this.seed = String(seed)
    this.#a = hashOf(this.seed, 0x9e3779b9)
    this.#b = hashOf(this.seed, 0x243f6a88)
    this.#c = hashOf(this.seed, 0xb7e15162)
    for (let round = 0; round < 8; round += 1) this.#draw()
  }

  fork(name: string | number): SeededRandom {
    return new SeededRandom(`${this.seed}/${name}`)
  }

  /** From 0 to 1, 1 excluded. */
  next(): number {
    return this.#draw() / 4294967296
  }

  /** A whole number from 0 to `count`, `count` excluded. */
  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }

  /** One of the keys, as often as its weight says. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
    const entries = Object.entries<number>(weights)
    let point = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) {
      point -= weight
      if (point < 0) return key as Key
    }
    throw new Error('No weight is above zero.')
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    const left = [...items]
    const result: Item[] = []
    while (left.length > 0) result.push(...left.splice(this.below(left.length), 1))
    return result
  }

  /** Sfc32, public domain, by Chris Doty-Humphrey. */
  #draw(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }
}

/** FNV-1a, finished with the last steps of MurmurHash3 so that near texts end far apart. */
function hashOf(text: string, start: number): number {
  let hash = start
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
