import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { findCycle } from './find-cycle.ts'
import { parseArguments } from './parse-arguments.ts'
import { firstUnprintable, printable, printableJson } from './printable.ts'
import { sha256 } from './sha256.ts'

test('equal values have equal canonical JSON, whatever the order they were made in', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
  expect(sha256(canonicalJson({ a: 1, b: 2 }))).toBe(sha256(canonicalJson({ b: 2, a: 1 })))
})

test('a digest is the one everybody computes', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('a cycle is told as it is walked', () => {
  const edges = new Map([
    ['start', ['a']],
    ['a', ['c']],
    ['b', ['a']],
    ['c', ['b']],
  ])
  expect(findCycle(edges)).toEqual(['a', 'c', 'b', 'a'])
  expect(findCycle(new Map([['a', ['a']]]))).toEqual(['a', 'a'])
  expect(
    findCycle(
      new Map([
        ['a', ['b', 'c']],
        ['b', ['c']],
      ]),
    ),
  ).toBeNull()
})

test('a chain of a hundred thousand is no problem for the call stack', () => {
  const edges = new Map(Array.from({ length: 100_000 }, (_, index) => [String(index), [String(index + 1)]] as const))
  expect(findCycle(edges)).toBeNull()
})

test('what a terminal would act on is spelled out', () => {
  expect(printable('a\u001b[31mb\u202ec\u200bd\r')).toBe('a\\u{1b}[31mb\\u{202e}c\\u{200b}d\\u{d}')
  expect(firstUnprintable('shop\u0007')).toEqual({ index: 4, name: '\\u{7}', length: 1 })
  expect(printable('Grüße, 東京 🚆')).toBe('Grüße, 東京 🚆')
})

test('JSON keeps its meaning and loses what a terminal would act on', () => {
  const value = { 'a\u009b2J': 'b\u202ec\u{e0041}' }
  const json = printableJson(JSON.stringify(value, null, 1))
  expect(json).toBe('{\n "a\\u009b2J": "b\\u202ec\\udb40\\udc41"\n}')
  expect(JSON.parse(json)).toEqual(value)
})

test('switches are known or refused, and everything else is kept in order', () => {
  expect(parseArguments(['a', '--json', 'b'], { json: {}, help: { short: 'h' } })).toEqual({
    ok: true,
    on: { json: true, help: false },
    rest: ['a', 'b'],
  })
  expect(parseArguments(['-h'], { json: {}, help: { short: 'h' } })).toEqual({ ok: true, on: { json: false, help: true }, rest: [] })
  expect(parseArguments(['--jsno'], { json: {} })).toEqual({ ok: false, unknown: '--jsno' })
  expect(parseArguments(['--json=yes'], { json: {} })).toEqual({ ok: false, unknown: '--json' })
  expect(parseArguments(['--', '--json'], { json: {} })).toEqual({ ok: true, on: { json: false }, rest: ['--json'] })
})
