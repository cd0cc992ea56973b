import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

export type TextFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' | 'directory' | 'unreadable' | 'special' | 'too-large' | 'binary' }

/** Reads a file as UTF-8, with a reason for everything that is no text. Never reads more than `bytesMax`. */
export function readTextFile(path: string, bytesMax: number): TextFile {
  let descriptor: number
  try {
    // A pipe without a writer would be waited for for ever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    return { kind: codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'missing' : 'unreadable' }
  }
  try {
    return readOpenFile(descriptor, bytesMax)
  } catch {
    return { kind: 'unreadable' }
  } finally {
    closeSync(descriptor)
  }
}

/** Reads a file below a folder, and nothing that a link leads out of it. */
export function readTextFileBelow(folder: string, path: string, bytesMax: number): TextFile {
  const target = resolve(folder, path)
  try {
    const inside = relative(realpathSync(folder), realpathSync(target))
    if (inside.startsWith(`..${sep}`) || inside === '..') return { kind: 'unreadable' }
  } catch {
    return { kind: 'missing' }
  }
  return readTextFile(target, bytesMax)
}

/** The nearest file of this name in a folder or one above it. */
export function findFileAbove(folder: string, name: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, name)
    if (isThere(path)) return path
    if (dirname(at) === at) return null
  }
}

/** As people would write it from where they are. */
export function shownPath(folder: string, path: string): string {
  const shown = relative(folder, path)
  return shown === '' ? '.' : shown
}

export function folderOf(path: string): string {
  return dirname(resolve(path))
}

export function absolutePath(folder: string, path: string): string {
  return resolve(folder, path)
}

function readOpenFile(descriptor: number, bytesMax: number): TextFile {
  const status = fstatSync(descriptor)
  if (status.isDirectory()) return { kind: 'directory' }
  if (!status.isFile()) return { kind: 'special' }
  if (status.size > bytesMax) return { kind: 'too-large' }
  const buffer = Buffer.alloc(bytesMax + 1)
  let length = 0
  for (;;) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, null)
    length += read
    if (length > bytesMax) return { kind: 'too-large' }
    if (read === 0) break
  }
  return decode(buffer.subarray(0, length))
}

function decode(bytes: Uint8Array): TextFile {
  if (bytes.includes(0)) return { kind: 'binary' }
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { kind: 'binary' }
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
