import { absolutePath, findFileAbove, folderOf, readTextFile, readTextFileBelow, shownPath, type TextFile } from '../lib/read-text-file.ts'
import { check, limits, type Checked } from '../process/index.ts'

const processFileName = 'branchline.yaml'

export type CheckedFile =
  | { readonly kind: 'checked'; readonly path: string; readonly checked: Checked }
  | { readonly kind: 'refused'; readonly path: string; readonly found: string; readonly fix: string }

/** Checks one process file: the one that is named, or the nearest from a folder upwards. */
export async function checkFile(folder: string, named: string | null): Promise<CheckedFile> {
  const path = named === null ? findFileAbove(folder, processFileName) : absolutePath(folder, named)
  if (path === null) {
    return {
      kind: 'refused',
      path: processFileName,
      found: `there is no ${processFileName} here or in a folder above`,
      fix: 'name a file: branchline check FILE',
    }
  }
  const shown = named ?? shownPath(folder, path)
  const file = readTextFile(path, limits.fileBytesMax)
  if (file.kind !== 'text') return { kind: 'refused', path: shown, ...reasons[file.kind] }
  const readInclude = (include: string): string | null => {
    const included = readTextFileBelow(folderOf(path), include, limits.fileBytesMax)
    return included.kind === 'text' ? included.text : null
  }
  return { kind: 'checked', path: shown, checked: await check(file.text, { path: shown, readInclude }) }
}

const reasons: Readonly<Record<Exclude<TextFile['kind'], 'text'>, { readonly found: string; readonly fix: string }>> = {
  missing: { found: 'there is no such file', fix: 'look at its name' },
  directory: { found: 'this is a folder', fix: `name the file in it: ${processFileName}` },
  unreadable: { found: 'this file may not be read', fix: 'look at its permissions' },
  special: { found: 'this is not a file', fix: 'name a file' },
  'too-large': {
    found: `this file is larger than ${limits.fileBytesMax / 1024} kB`,
    fix: 'move a part of it to files that `include` names',
  },
  binary: { found: 'this is not a text in UTF-8', fix: 'save it as UTF-8' },
}
