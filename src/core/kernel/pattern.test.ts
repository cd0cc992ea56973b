import { describe, expect, it } from 'vitest'
import { literalLength, matches } from './pattern.ts'

describe('a pattern', () => {
  it.each([
    ['main', 'main', true],
    ['main', 'mainline', false],
    ['*', '', true],
    ['*', 'a/b', true],
    ['feature/*', 'feature/a/b', true],
    ['feature/*', 'feature/', true],
    ['feature/*', 'feature', false],
    ['*/fix', 'a/b/fix', true],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['a*a', 'a', false],
    ['*.*', 'a.b', true],
    ['(a+)+$', '(a+)+$', true],
    ['(a+)+$', 'aaaa', false],
  ])('%s and %s: %s', (pattern, name, expected) => {
    expect(matches(pattern, name)).toBe(expected)
  })

  it('says more, the more of it is not a star', () => {
    expect(literalLength('release/*')).toBeGreaterThan(literalLength('re*'))
  })

  it('takes no longer for text made to slow it', () => {
    expect(matches('*a*a*a*a*a*a*a*a*b', 'a'.repeat(20_000))).toBe(false)
  })
})
