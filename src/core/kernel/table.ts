/**
 * A persistent map from text to rows: a changed copy shares all that did not change, so
 * a state costs what differs, and two states are compared by what they do not share.
 *
 * A hash trie, five bits of the hash a level. Iteration is in order of
 * hash: the same for the same keys, whatever the order they came in.
 */
export interface RowChange {
  readonly table: string
  readonly key: string
  /** Null: the row is gone. */
  readonly row: unknown
}

const bitsPerLevel = 5
const width = 1 << bitsPerLevel
const levelMax = 6

type Leaf<Row> = { readonly kind: 'leaf'; readonly hash: number; readonly key: string; readonly row: Row }
/** Keys with one hash. */
type Clash<Row> = { readonly kind: 'clash'; readonly hash: number; readonly leaves: readonly Leaf<Row>[] }
type Branch<Row> = { readonly kind: 'branch'; readonly bitmap: number; readonly nodes: readonly Node<Row>[] }
type Node<Row> = Leaf<Row> | Clash<Row> | Branch<Row>

export class Table<Row> {
  readonly size: number
  readonly #root: Node<Row> | null

  private constructor(root: Node<Row> | null, size: number) {
    this.#root = root
    this.size = size
  }

  static empty<Row>(): Table<Row> {
    return new Table<Row>(null, 0)
  }

  get(key: string): Row | undefined {
    let node = this.#root
    const hash = hashOf(key)
    for (let level = 0; node; level++) {
      if (node.kind === 'leaf') return node.key === key ? node.row : undefined
      if (node.kind === 'clash') return node.leaves.find((leaf) => leaf.key === key)?.row
      node = childAt(node, hash, level)
    }
    return undefined
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  set(key: string, row: Row): Table<Row> {
    const leaf: Leaf<Row> = { kind: 'leaf', hash: hashOf(key), key, row }
    if (!this.#root) return new Table(leaf, 1)
    const before = this.get(key)
    if (before === row) return this
    return new Table(insert(this.#root, leaf, 0), this.size + (before === undefined ? 1 : 0))
  }

  delete(key: string): Table<Row> {
    if (!this.#root || !this.has(key)) return this
    return new Table(remove(this.#root, hashOf(key), key, 0), this.size - 1)
  }

  *entries(): Generator<readonly [string, Row]> {
    if (this.#root) yield* walk(this.#root)
  }

  *values(): Generator<Row> {
    for (const [, row] of this.entries()) yield row
  }

  /** The keys whose rows differ, with the row after; undefined where it is gone. */
  *differences(after: Table<Row>): Generator<readonly [string, Row | undefined]> {
    yield* differ(this.#root, after.#root)
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

function slotOf(hash: number, level: number): number {
  return (hash >>> (level * bitsPerLevel)) & (width - 1)
}

function indexOf(bitmap: number, slot: number): number {
  let below = bitmap & ((1 << slot) - 1)
  let count = 0
  for (; below; below &= below - 1) count++
  return count
}

function childAt<Row>(branch: Branch<Row>, hash: number, level: number): Node<Row> | null {
  const slot = slotOf(hash, level)
  if ((branch.bitmap & (1 << slot)) === 0) return null
  return branch.nodes[indexOf(branch.bitmap, slot)] ?? null
}

function insert<Row>(node: Node<Row>, leaf: Leaf<Row>, level: number): Node<Row> {
  if (node.kind === 'branch') return insertInto(node, leaf, level)
  if (node.kind === 'leaf' && node.key === leaf.key) return leaf
  if (node.hash === leaf.hash || level > levelMax) return clashOf(node, leaf)
  const slot = slotOf(node.hash, level)
  return insert({ kind: 'branch', bitmap: 1 << slot, nodes: [node] }, leaf, level)
}

function insertInto<Row>(branch: Branch<Row>, leaf: Leaf<Row>, level: number): Branch<Row> {
  const slot = slotOf(leaf.hash, level)
  const index = indexOf(branch.bitmap, slot)
  const nodes = branch.nodes.slice()
  const child = (branch.bitmap & (1 << slot)) === 0 ? undefined : branch.nodes[index]
  if (child) nodes[index] = insert(child, leaf, level + 1)
  else nodes.splice(index, 0, leaf)
  return { kind: 'branch', bitmap: branch.bitmap | (1 << slot), nodes }
}

function clashOf<Row>(node: Leaf<Row> | Clash<Row>, leaf: Leaf<Row>): Clash<Row> {
  const others = (node.kind === 'leaf' ? [node] : node.leaves).filter((other) => other.key !== leaf.key)
  const leaves = [...others, leaf].toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return { kind: 'clash', hash: leaf.hash, leaves }
}

function remove<Row>(node: Node<Row>, hash: number, key: string, level: number): Node<Row> | null {
  if (node.kind === 'leaf') return node.key === key ? null : node
  if (node.kind === 'clash') {
    const leaves = node.leaves.filter((leaf) => leaf.key !== key)
    return leaves.length === 1 ? (leaves[0] ?? null) : { kind: 'clash', hash: node.hash, leaves }
  }
  const child = childAt(node, hash, level)
  if (!child) return node
  return withChild(node, slotOf(hash, level), remove(child, hash, key, level + 1))
}

/** A branch with one child replaced or gone. A lone leaf moves up, so that equal tables have equal shape. */
function withChild<Row>(branch: Branch<Row>, slot: number, child: Node<Row> | null): Node<Row> | null {
  const index = indexOf(branch.bitmap, slot)
  const nodes = branch.nodes.slice()
  if (child) nodes[index] = child
  else nodes.splice(index, 1)
  const only = nodes.length === 1 ? nodes[0] : undefined
  if (only && only.kind !== 'branch') return only
  if (nodes.length === 0) return null
  return { kind: 'branch', bitmap: child ? branch.bitmap : branch.bitmap & ~(1 << slot), nodes }
}

function* walk<Row>(node: Node<Row>): Generator<readonly [string, Row]> {
  if (node.kind === 'leaf') yield [node.key, node.row]
  else for (const child of node.kind === 'clash' ? node.leaves : node.nodes) yield* walk(child)
}

function* differ<Row>(before: Node<Row> | null, after: Node<Row> | null): Generator<readonly [string, Row | undefined]> {
  if (before === after) return
  if (before?.kind === 'branch' && after?.kind === 'branch') {
    for (let slot = 0; slot < width; slot++) yield* differ(nodeIn(before, slot), nodeIn(after, slot))
    return
  }
  const rows = new Map(after ? walk(after) : [])
  for (const [key, row] of before ? walk(before) : []) {
    const now = rows.get(key)
    if (now !== row) yield [key, now]
    rows.delete(key)
  }
  yield* rows
}

function nodeIn<Row>(branch: Branch<Row>, slot: number): Node<Row> | null {
  if ((branch.bitmap & (1 << slot)) === 0) return null
  return branch.nodes[indexOf(branch.bitmap, slot)] ?? null
}
