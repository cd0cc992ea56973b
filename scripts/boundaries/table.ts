import { builtinModules } from 'node:module'

/**
 * Which folder of `src` may import what. ARCHITECTURE.md tells why; this is the list that is enforced.
 * A folder that is not here may not exist.
 */
export interface Allowed {
  /** Folders beside it. Its own files it may always import, unless they are another driver's. */
  readonly folders: readonly string[]
  /** Folders of which it may import types, and nothing that runs. */
  readonly types?: readonly string[]
  /** Packages by name, or every one that package.json lists. */
  readonly packages: readonly string[] | 'all'
  readonly node: boolean
}

const everything: Allowed = { folders: ['*'], packages: 'all', node: true }

export const importTable: Readonly<Record<string, Allowed>> = {
  core: { folders: [], packages: [], node: false },
  ports: { folders: [], types: ['core'], packages: [], node: false },
  lib: { folders: [], packages: [], node: true },
  contract: { folders: [], packages: ['zod'], node: false },
  process: { folders: ['core', 'lib'], packages: ['yaml', 'zod', '@marcbachmann/cel-js', 'temporal-polyfill'], node: false },
  drivers: { folders: ['core', 'ports', 'lib'], packages: 'all', node: true },
  engine: { folders: ['core', 'ports', 'lib'], packages: [], node: false },
  server: { folders: ['engine', 'core', 'ports', 'contract', 'process', 'lib'], packages: 'all', node: true },
  client: { folders: ['contract'], packages: [], node: false },
  local: { folders: ['core', 'ports', 'engine', 'process', 'lib'], packages: [], node: false },
  cli: { folders: ['client', 'contract', 'local', 'process', 'lib'], packages: [], node: false },
  // The libraries of the pages are named here when the first page is written.
  web: { folders: ['client', 'contract'], packages: [], node: false },
  main: everything,
}

/** Tests cross folders freely; those of the core show that it needs nothing but itself. */
export const testsOfCore: Allowed = { folders: [], packages: ['vitest'], node: false }
export const tests: Allowed = everything

/** Tests, what they share (`testing/`), and the suite that every driver of a kind passes. None of it is ever shipped. */
export function isTest(path: string): boolean {
  return (
    path.endsWith('.test.ts') ||
    path.endsWith('.test.tsx') ||
    path.includes('/testing/') ||
    /^src\/drivers\/[^/]+\/conformance(\.ts$|\/)/.test(path)
  )
}

export const nodeModules: ReadonlySet<string> = new Set(
  builtinModules.map((name) => name.replace(/^node:/, '')).concat('sqlite', 'test', 'sea'),
)
