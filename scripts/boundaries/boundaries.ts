import { posix } from 'node:path'
import { readFiles, listFiles } from '../source/files.ts'
import { importsOf, type Import } from './imports.ts'
import { importTable, isTest, nodeModules, tests, testsOfCore, type Allowed } from './table.ts'

/** Why an import is refused. */
export type Code =
  | 'unknown-folder'
  | 'computed'
  | 'not-found'
  | 'not-listed'
  | 'needs-node-prefix'
  | 'folder'
  | 'types-only'
  | 'other-driver'
  | 'package'
  | 'development-package'
  | 'node'
  | 'test-code'
  | 'outside-src'

export interface Violation {
  readonly path: string
  readonly line: number
  readonly code: Code
  readonly message: string
}

export interface Report {
  readonly violations: readonly Violation[]
  /** How many imports were seen in each folder of `src`: a check that sees none checks nothing. */
  readonly seen: Readonly<Record<string, number>>
}

/** What package.json lists. */
export interface Packages {
  readonly runtime: readonly string[]
  readonly development: readonly string[]
}

interface Place {
  readonly path: string
  readonly folder: string
  readonly test: boolean
  readonly allowed: Allowed
  readonly packages: Packages
  readonly paths: ReadonlySet<string>
}

type Refusal = Pick<Violation, 'code' | 'message'>

/** Judges every import below `src` by the table. What it cannot resolve or does not know, it refuses. */
export function checkBoundaries(root: string, packages: Packages): Report {
  const all = listFiles(root)
  const paths = new Set(all)
  const seen: Record<string, number> = {}
  const violations: Violation[] = []
  for (const file of readFiles(root, all.filter(isModule))) {
    const folder = folderOf(file.path)
    const allowed = allowedFor(file.path, folder)
    seen[folder] ??= 0
    if (!allowed) {
      violations.push({ path: file.path, line: 1, ...unknownFolder(folder) })
      continue
    }
    const place: Place = { path: file.path, folder, test: isTest(file.path), allowed, packages, paths }
    for (const one of importsOf(file)) {
      seen[folder]++
      const refusal = judge(place, one)
      if (refusal) violations.push({ path: file.path, line: one.line, ...refusal })
    }
  }
  return { violations, seen }
}

function isModule(path: string): boolean {
  return path.startsWith('src/') && /\.[cm]?[jt]sx?$/.test(path)
}

/** `src/core/kernel/decide.ts` is in `core`; a file directly in `src` is in no folder. */
function folderOf(path: string): string {
  const parts = path.split('/')
  return parts.length > 2 ? (parts[1] ?? '') : ''
}

function allowedFor(path: string, folder: string): Allowed | undefined {
  if (!Object.hasOwn(importTable, folder)) return undefined
  if (!isTest(path)) return importTable[folder]
  return folder === 'core' ? testsOfCore : tests
}

function judge(place: Place, one: Import): Refusal | undefined {
  const { specifier } = one
  if (specifier === undefined)
    return refuse('computed', 'is computed when the program runs. Write the path as text, one import for each case.')
  if (specifier.startsWith('./') || specifier.startsWith('../')) return judgeFile(place, specifier, one.typesOnly)
  if (specifier.startsWith('node:')) return judgeNode(place, specifier)
  return judgePackage(place, specifier)
}

function judgeFile(place: Place, specifier: string, typesOnly: boolean): Refusal | undefined {
  const target = posix.join(posix.dirname(place.path), specifier)
  if (!place.paths.has(target))
    return refuse('not-found', `names no file: '${specifier}'. Write the whole path, with its ending and in its case.`)
  const { allowed } = place
  const anything = allowed.folders.includes('*')
  if (!target.startsWith('src/')) {
    return anything ? undefined : refuse('outside-src', `leaves src: '${specifier}'. Let main read it and hand it over.`)
  }
  if (isTest(target) && !place.test) return refuse('test-code', `is of the tests: '${specifier}'. Move what both need out of it.`)
  const folder = folderOf(target)
  if (folder === place.folder) return judgeDriver(place, target)
  if (!Object.hasOwn(importTable, folder)) return unknownFolder(folder)
  if (anything || allowed.folders.includes(folder)) return undefined
  if (!allowed.types?.includes(folder)) {
    return refuse('folder', `${place.folder} may not import ${folder}; it may import ${listOf(allowed)}. Let main hand it what it needs.`)
  }
  return typesOnly ? undefined : refuse('types-only', `${place.folder} may import only types of ${folder}. Write 'import type'.`)
}

/** Tests compare drivers; a driver, and what the drivers of a kind share, stands alone. */
function judgeDriver(place: Place, target: string): Refusal | undefined {
  if (place.folder !== 'drivers' || place.test) return undefined
  const [, , kind, ...rest] = target.split('/')
  const own = place.path.split('/')
  if (kind === own[2] && rest.length === 1) return undefined
  if (kind === own[2] && own.length > 4 && rest[0] === own[3]) return undefined
  return refuse(
    'other-driver',
    `a driver may not import another driver (${target}). Move what both need into lib, or let main connect them.`,
  )
}

function judgeNode(place: Place, specifier: string): Refusal | undefined {
  if (!nodeModules.has(specifier.slice('node:'.length))) return refuse('not-found', `names no module of Node: '${specifier}'.`)
  if (place.allowed.node) return undefined
  return refuse(
    'node',
    `${place.folder} may not import Node's modules ('${specifier}'). Put a function into lib if that may be imported, else behind a port.`,
  )
}

function judgePackage(place: Place, specifier: string): Refusal | undefined {
  const name = packageName(specifier)
  if (nodeModules.has(name)) return refuse('needs-node-prefix', `is a module of Node. Write 'node:${specifier}'.`)
  const { runtime, development } = place.packages
  if (!runtime.includes(name) && !development.includes(name)) {
    return refuse('not-listed', `cannot be resolved: '${specifier}'. List the package in package.json, or write a relative path.`)
  }
  const { packages } = place.allowed
  if (packages !== 'all' && !packages.includes(name)) {
    return refuse(
      'package',
      `${place.folder} may not import the package '${name}'; it may import ${packages.join(', ') || 'none'}. Use lib, or a driver.`,
    )
  }
  if (place.test || runtime.includes(name)) return undefined
  return refuse('development-package', `is installed for development only: '${name}'. Move it to "dependencies" in package.json.`)
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

function unknownFolder(folder: string): Refusal {
  const where = folder === '' ? 'a file directly in src' : `the folder src/${folder}`
  return refuse('unknown-folder', `${where} is not in the import table. Add it to scripts/boundaries/table.ts with what it may import.`)
}

function listOf(allowed: Allowed): string {
  return [...allowed.folders, ...(allowed.types ?? []).map((name) => `types of ${name}`)].join(', ') || 'nothing'
}

function refuse(code: Code, message: string): Refusal {
  return { code, message }
}
