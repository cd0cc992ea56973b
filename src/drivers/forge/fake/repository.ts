import { sha256 } from '../../../lib/sha256.ts'
import { edited, emptyTree, treeDigest, type Edits, type Tree } from './tree.ts'

export interface Commit {
  readonly id: string
  readonly parents: readonly string[]
  readonly tree: Tree
  readonly title: string
  readonly author: string
}

/** A ref that moved, as a hook tells it. Null: it was not there before, or is not there now. */
export interface RefMove {
  readonly repository: string
  readonly ref: string
  readonly before: string | null
  readonly after: string | null
  readonly by: string
}

/** Commits and refs in memory. What is written here is what people do: nobody is asked. */
export class FakeRepository {
  readonly name: string
  readonly #commits = new Map<string, Commit>()
  readonly #refs = new Map<string, string>()

  constructor(name: string) {
    this.name = name
  }

  /** The same commit written twice is one commit. */
  write(parents: readonly string[], tree: Tree, title: string, author: string): Commit {
    for (const parent of parents) this.commit(parent)
    const id = sha256(JSON.stringify([treeDigest(tree), parents, title, author])).slice(0, 40)
    const known = this.#commits.get(id)
    if (known) return known
    const commit = { id, parents, tree, title, author }
    this.#commits.set(id, commit)
    return commit
  }

  /** A commit on top of another, with some files changed. */
  edit(parent: string | null, edits: Edits, title: string, author: string): Commit {
    const tree = edited(parent === null ? emptyTree : this.commit(parent).tree, edits)
    return this.write(parent === null ? [] : [parent], tree, title, author)
  }

  commit(id: string): Commit {
    const commit = this.#commits.get(id)
    if (!commit) throw new Error(`${this.name} has no commit ${id}.`)
    return commit
  }

  find(id: string): Commit | undefined {
    return this.#commits.get(id)
  }

  ref(name: string): string | null {
    return this.#refs.get(name) ?? null
  }

  refs(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#refs].toSorted(([left], [right]) => (left < right ? -1 : 1)))
  }

  /** Moves a ref to a commit, or deletes it. */
  move(ref: string, to: string | null): void {
    if (to === null) this.#refs.delete(ref)
    else this.#refs.set(ref, this.commit(to).id)
  }

  commits(): Iterable<Commit> {
    return this.#commits.values()
  }
}
