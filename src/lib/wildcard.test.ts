import { expect, test } from 'vitest'
import { literalLength, matchesWildcard, overlapsWildcard } from './wildcard.ts'

test.each([
  ['feature/*', 'feature/basket', true],
  ['feature/*', 'feature/a/b', true],
  ['feature/*', 'feature/', true],
  ['feature/*', 'features', false],
  ['*', 'main', true],
  ['*/x', 'a/b/x', true],
  ['a*b*c', 'aXbYc', true],
  ['a*b*c', 'ac', false],
  ['main', 'main', true],
  ['*x', '*', false],
  ['ab*ba', 'aba', false],
  ['a*b*b', 'ab', false],
])('%s matches %s: %s', (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text)).toBe(expected)
})

test.each([
  ['feature/*', '*/basket', true],
  ['feature/*', 'hotfix/*', false],
  ['a*', '*b', true],
  ['release/*', 'release/*', true],
  ['*', 'main', true],
  ['a*c', 'b*', false],
  ['a*x*c', 'ab*y*bc', true],
  ['a*x*c', 'ab*y*d', false],
  ['ab*', 'a', false],
])('there is a text that both %s and %s match: %s', (left, right, expected) => {
  expect(overlapsWildcard(left, right)).toBe(expected)
  expect(overlapsWildcard(right, left)).toBe(expected)
})

test('what a pattern says itself is counted without its stars', () => {
  expect(literalLength('release/*/fix-*')).toBe('release//fix-'.length)
})
