import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findFileAbove, readTextFile, readTextFileBelow } from './read-text-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-text-file-'))
mkdirSync(join(folder, 'inside/deep'), { recursive: true })
writeFileSync(join(folder, 'text'), 'Grüße\n')
writeFileSync(join(folder, 'inside/own'), 'own')
writeFileSync(join(folder, 'binary'), Buffer.from([0x89, 0x50, 0x00, 0x01]))
writeFileSync(join(folder, 'latin'), Buffer.from([0x47, 0x72, 0xfc]))
symlinkSync(join(folder, 'text'), join(folder, 'inside/out'))
symlinkSync('/dev/null', join(folder, 'device'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['text', { kind: 'text', text: 'Grüße\n' }],
  ['nowhere', { kind: 'missing' }],
  ['text/below', { kind: 'missing' }],
  ['inside', { kind: 'directory' }],
  ['binary', { kind: 'binary' }],
  ['latin', { kind: 'binary' }],
  ['device', { kind: 'special' }],
])('%s is read as %j', (name, expected) => {
  expect(readTextFile(join(folder, name), 100)).toEqual(expected)
})

test('no more is read than is allowed', () => {
  expect(readTextFile(join(folder, 'text'), 3)).toEqual({ kind: 'too-large' })
})

test('a link does not lead out of the folder', () => {
  expect(readTextFileBelow(join(folder, 'inside'), 'own', 100)).toEqual({ kind: 'text', text: 'own' })
  expect(readTextFileBelow(join(folder, 'inside'), 'out', 100)).toEqual({ kind: 'unreadable' })
  expect(readTextFileBelow(join(folder, 'inside'), '../text', 100)).toEqual({ kind: 'unreadable' })
  expect(readTextFileBelow(join(folder, 'inside'), 'nowhere', 100)).toEqual({ kind: 'missing' })
})

test('a file is found in a folder above', () => {
  expect(findFileAbove(join(folder, 'inside/deep'), 'own')).toBe(join(folder, 'inside/own'))
  expect(findFileAbove(join(folder, 'inside/deep'), 'a-name-nobody-uses')).toBeNull()
})
