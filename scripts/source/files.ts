import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the project, with its path from the root, in `/` on every machine. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** The root of the project, wherever the command was started. */
export const projectRoot = join(import.meta.dirname, '..', '..')

/** What is made, not written: the same folders that `.gitignore` names. */
const madeFolders = new Set(['.git', 'node_modules', 'dist', '.cache', 'coverage'])

/** Every file that a person wrote below the folder, in order. */
export function listFiles(root: string, under = ''): readonly string[] {
  const entries = readdirSync(join(root, under), { withFileTypes: true })
  return entries
    .filter((entry) => !madeFolders.has(entry.name))
    .flatMap((entry) => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`
      if (entry.isDirectory()) return listFiles(root, path)
      return entry.isFile() ? [path] : []
    })
    .toSorted()
}

export function readFiles(root: string, paths: readonly string[]): readonly SourceFile[] {
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
