import { describe, expect, it } from 'vitest'
import type { Clearer, Evidence } from '../kernel/verdict.ts'
import { closed, opened, waiting } from './make.ts'
import { clearersOf, sentenceOf } from './sentence.ts'

function said(gate: string, code: string, evidence: Evidence): string {
  return sentenceOf(closed(gate, code, evidence))
}

function clearedBy(...by: readonly Clearer[]): string {
  return clearersOf(waiting('checks', 'running', {}, { by }))
}

describe('the sentence of a verdict', () => {
  it('speaks of one, and of several', () => {
    expect(said('checks', 'running', { checks: ['ci'] })).toBe('ci has not passed yet')
    expect(said('checks', 'running', { checks: ['ci', 'lint'] })).toBe('ci and lint have not passed yet')
    expect(said('checks', 'not-in-file', { checks: ['ci'] })).toBe('ci must pass and is not in its process file')
    expect(said('checks', 'not-in-file', { checks: ['ci', 'lint'] })).toBe('ci and lint must pass and are not in its process file')
    expect(said('checks', 'too-many-jobs', { checks: ['a', 'b', 'c'] })).toBe('a, b and c have more jobs than a run may have')
    expect(said('source', 'building', { components: ['shop'] })).toBe('shop is being built')
    expect(said('source', 'building', { components: ['shop', 'api'] })).toBe('shop and api are being built')
    expect(said('room', 'full', { limit: 1, environment: 'preview' })).toBe('1 of preview stands already')
    expect(said('room', 'full', { limit: 3, environment: 'preview' })).toBe('3 of preview stand already')
  })

  it('says what is still missing', () => {
    expect(said('approve', 'missing', { approved: [] })).toBe('nobody has approved this set yet')
    expect(said('approve', 'missing', { approved: ['dora', 'dan'] })).toBe('dora and dan approved; more must')
    expect(said('reviews', 'missing', { approved: [], stale: 0 })).toBe('it is not approved yet')
    expect(said('reviews', 'missing', { approved: [], stale: 1 })).toBe('it is not approved as it is now')
  })

  it('names a commit by its first ten letters', () => {
    expect(said('order', 'older', { commit: '0123456789abcdef', current: 'x' })).toBe('0123456789 is older than what serves')
  })

  it('is there also for a gate that nothing stands in the way of', () => {
    expect(sentenceOf(opened('draft'))).toBe('draft: nothing stands in the way')
  })
})

describe('those who can clear it', () => {
  it('are all whose votes are missing', () => {
    const votes = [
      { count: 1, team: 'qa' },
      { count: 2, team: null },
    ]
    expect(clearedBy(...votes.map((one) => ({ kind: 'votes', votes: one }) as const))).toBe('one of qa and 2 developers')
  })

  it('are all who said no', () => {
    expect(clearedBy({ kind: 'person', name: 'dora' }, { kind: 'person', name: 'dan' })).toBe('dora and dan')
  })

  it('are any of those who may, once each', () => {
    const developer: Clearer = { kind: 'who', who: [{ kind: 'role', role: 'developer' }] }
    expect(clearedBy({ kind: 'person', name: 'vic' }, developer, developer)).toBe('vic or a developer')
    expect(
      clearedBy({
        kind: 'who',
        who: [
          { kind: 'team', team: 'qa' },
          { kind: 'role', role: 'administrator' },
        ],
      }),
    ).toBe('qa or an administrator')
  })

  it('are nobody where it clears by itself', () => {
    expect(clearedBy({ kind: 'itself', what: 'the pipelines' })).toBe('')
  })
})
