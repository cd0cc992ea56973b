import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkBoundaries, type Packages, type Violation } from '../scripts/boundaries/boundaries.ts'
import { importTable } from '../scripts/boundaries/table.ts'
import { projectRoot } from '../scripts/source/files.ts'

describe('the folders of src', () => {
  const report = checkBoundaries(projectRoot, packagesOf(projectRoot))

  test('import only what the import table allows', () => {
    expect(report.violations.map(asLine)).toEqual([])
  })

  test('were seen importing, each of them', () => {
    expect(Object.keys(report.seen)).not.toEqual([])
    const blind = Object.keys(report.seen).filter((folder) => report.seen[folder] === 0)
    expect(blind, 'no import was seen in these folders: either the check is blind, or they are not used').toEqual([])
  })

  test('reference in their TypeScript project what the table allows, and nothing else', () => {
    const folders = Object.keys(importTable).filter((folder) => existsSync(join(projectRoot, 'src', folder, 'tsconfig.json')))
    expect(folders).toContain('core')
    for (const folder of folders)
      expect({ folder, references: referencesOf(folder) }).toEqual({ folder, references: expected(folder, folders) })
  })
})

/** One line for each rule that is broken in the tree, as it must be reported. */
const mustBeReported = [
  'src/cli/check.ts:1 folder',
  'src/core/decide.test.ts:3 folder',
  'src/core/decide.test.ts:4 node',
  'src/core/decide.ts:1 node',
  'src/core/decide.ts:10 folder',
  'src/core/decide.ts:11 package',
  'src/core/decide.ts:2 package',
  'src/core/decide.ts:3 folder',
  'src/core/decide.ts:4 folder',
  'src/core/decide.ts:6 folder',
  'src/core/decide.ts:7 folder',
  'src/core/decide.ts:8 folder',
  'src/core/decide.ts:9 computed',
  'src/core/index.ts:1 test-code',
  'src/core/index.ts:2 not-found',
  'src/core/index.ts:3 not-found',
  'src/core/index.ts:4 not-found',
  'src/depot/depot.ts:1 unknown-folder',
  'src/drivers/forge/github/github.ts:1 development-package',
  'src/drivers/forge/local/local.ts:2 other-driver',
  'src/drivers/forge/local/local.ts:3 other-driver',
  'src/drivers/forge/local/local.ts:5 test-code',
  'src/drivers/forge/shared.ts:1 other-driver',
  'src/drivers/target/process/process.ts:1 folder',
  'src/engine/engine.ts:2 folder',
  'src/engine/engine.ts:3 folder',
  'src/engine/engine.ts:4 not-listed',
  'src/engine/engine.ts:5 not-listed',
  'src/lib/clock.ts:1 needs-node-prefix',
  'src/lib/clock.ts:2 not-found',
  'src/lib/clock.ts:3 package',
  'src/local/run.ts:1 folder',
  'src/main/main.ts:3 not-found',
  'src/ports/store.ts:3 types-only',
  'src/process/parse.ts:2 node',
  'src/process/parse.ts:3 not-listed',
  'src/process/parse.ts:4 outside-src',
  'src/stray.ts:1 unknown-folder',
]

describe('a tree that breaks each rule once', () => {
  const bad = join(import.meta.dirname, 'fixtures', 'arch-bad')
  const packages: Packages = { runtime: ['yaml', 'temporal-polyfill'], development: ['vitest'] }
  const { violations } = checkBoundaries(bad, packages)

  test('is reported in full, and nothing else in it', () => {
    expect(violations.map((one) => `${one.path}:${one.line} ${one.code}`).toSorted()).toEqual(mustBeReported)
  })

  test('shows every reason there is, each with what to do instead', () => {
    const reasons = [
      'computed',
      'development-package',
      'folder',
      'needs-node-prefix',
      'node',
      'not-found',
      'not-listed',
      'other-driver',
      'outside-src',
      'package',
      'test-code',
      'types-only',
      'unknown-folder',
    ] satisfies Violation['code'][]
    expect([...new Set(violations.map((one) => one.code))].toSorted()).toEqual(reasons)
    const silent = violations.filter((one) => !/\b(Write|Let|Move|Add|List|Put|Use)\b/.test(one.message) && one.code !== 'not-found')
    expect(silent).toEqual([])
  })
})

function packagesOf(root: string): Packages {
  const listed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string> | undefined>
  return { runtime: Object.keys(listed['dependencies'] ?? {}), development: Object.keys(listed['devDependencies'] ?? {}) }
}

function referencesOf(folder: string): readonly string[] {
  const project = JSON.parse(readFileSync(join(projectRoot, 'src', folder, 'tsconfig.json'), 'utf8')) as { references: { path: string }[] }
  return project.references.map((reference) => reference.path.replace('../', '')).toSorted()
}

function expected(folder: string, folders: readonly string[]): readonly string[] {
  const allowed = importTable[folder]
  if (!allowed) return []
  if (allowed.folders.includes('*')) return folders.filter((other) => other !== folder).toSorted()
  return folders.filter((other) => allowed.folders.includes(other) || allowed.types?.includes(other)).toSorted()
}

function asLine(one: Violation): string {
  return `${one.path}:${one.line} ${one.message}`
}
