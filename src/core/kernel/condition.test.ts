import { describe, expect, it } from 'vitest'
import type { Condition } from '../facts/condition.ts'
import { holds } from './condition.ts'

const title: Condition = { op: 'path', path: ['change', 'title'] }
const literal = (value: string | number | boolean): Condition => ({ op: 'literal', value })
const surroundings = { change: { title: 'fix: tea', labels: ['ready', 'small'], draft: false }, paths: ['a.ts', 'b.ts'] }

describe('a condition', () => {
  it('compares, joins and looks inside', () => {
    expect(holds({ op: 'equal', left: title, right: literal('fix: tea') }, surroundings)).toBe(true)
    expect(holds({ op: 'starts-with', text: title, part: literal('fix') }, surroundings)).toBe(true)
    expect(holds({ op: 'in', left: literal('ready'), right: { op: 'path', path: ['change', 'labels'] } }, surroundings)).toBe(true)
    expect(holds({ op: 'not', of: { op: 'path', path: ['change', 'draft'] } }, surroundings)).toBe(true)
    expect(holds({ op: 'greater', left: { op: 'size', of: { op: 'path', path: ['paths'] } }, right: literal(1) }, surroundings)).toBe(true)
    expect(holds({ op: 'and', of: [literal(true), { op: 'has', path: ['change', 'title'] }] }, surroundings)).toBe(true)
  })

  it('does not hold by accident: what is missing is never true, nor is its opposite', () => {
    const missing: Condition = { op: 'path', path: ['release', 'version'] }
    expect(holds(missing, surroundings)).toBe(false)
    expect(holds({ op: 'not', of: missing }, surroundings)).toBe(false)
    expect(holds({ op: 'less', left: missing, right: literal(3) }, surroundings)).toBe(false)
    expect(holds({ op: 'contains', text: missing, part: literal('') }, surroundings)).toBe(false)
  })

  it('is boolean or nothing: a number or a text is not true', () => {
    expect(holds(literal(1), {})).toBe(false)
    expect(holds(literal('true'), {})).toBe(false)
  })

  it('does not reach what a value inherits', () => {
    expect(holds({ op: 'has', path: ['change', 'constructor'] }, surroundings)).toBe(false)
    expect(holds({ op: 'in', left: literal('toString'), right: { op: 'path', path: ['change'] } }, surroundings)).toBe(false)
  })
})
