import { sha256 } from '../../../lib/sha256.ts'

/** The files of a commit: content by path. Never changed once it stands in a commit. */
export type Tree = ReadonlyMap<string, string>

/** What an edit does: new content by path, or null where the file goes. */
export type Edits = Readonly<Record<string, string | null>>

export const emptyTree: Tree = new Map()

export function treeOf(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files))
}

export function edited(tree: Tree, edits: Edits): Tree {
  const result = new Map(tree)
  for (const [path, content] of Object.entries(edits)) {
    if (content === null) result.delete(path)
    else result.set(path, content)
  }
  return result
}

const digests = new WeakMap<Tree, string>()

export function treeDigest(tree: Tree): string {
  const known = digests.get(tree)
  if (known !== undefined) return known
  const digest = digestOf([...tree])
  digests.set(tree, digest)
  return digest
}

/** The digest of what lies at a path: a file, or all below a folder. Null where nothing does. */
export function subtreeDigest(tree: Tree, path: string): string | null {
  const folder = path.replace(/^\.?\/+|\/+$/g, '')
  if (folder === '' || folder === '.') return treeDigest(tree)
  const inside: [string, string][] = []
  for (const [file, content] of tree) {
    if (file === folder) inside.push(['', content])
    else if (file.startsWith(`${folder}/`)) inside.push([file.slice(folder.length + 1), content])
  }
  return inside.length === 0 ? null : digestOf(inside)
}

/** The paths that differ, in order. */
export function changedPaths(before: Tree, after: Tree): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).toSorted()
}

export type Merge = { readonly kind: 'clean'; readonly tree: Tree } | { readonly kind: 'conflict'; readonly paths: readonly string[] }

/** Three-way, file by file: a file that both sides changed, and not alike, is a conflict. */
export function mergeTrees(base: Tree, ours: Tree, theirs: Tree): Merge {
  const tree = new Map(ours)
  const conflicts: string[] = []
  for (const path of changedPaths(base, theirs)) {
    const wanted = theirs.get(path)
    const standing = ours.get(path)
    if (standing === wanted) continue
    if (standing !== base.get(path)) conflicts.push(path)
    else if (wanted === undefined) tree.delete(path)
    else tree.set(path, wanted)
  }
  return conflicts.length > 0 ? { kind: 'conflict', paths: conflicts } : { kind: 'clean', tree }
}

function digestOf(files: readonly (readonly [string, string])[]): string {
  const lines = files.map(([path, content]) => `${path}\0${content.length}\0${content}`)
  return sha256(lines.toSorted().join('\0')).slice(0, 40)
}
