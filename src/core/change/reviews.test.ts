import { describe, expect, it } from 'vitest'
import type { BranchRule, ProcessFacts } from '../facts/index.ts'
import { branchRule, plainProcess } from '../testing/facts.ts'
import { file, Track } from '../testing/track.ts'

const main = (rule: Partial<BranchRule>, more: Partial<ProcessFacts> = {}) =>
  plainProcess({ environments: {}, branches: [branchRule('main', rule)], ...more })

describe('reviews', () => {
  it('count when somebody else gives them who may write, and looked at what is there', () => {
    const track = new Track(main({}))
    track.change('feature/tea', { shop: 'tea' }, { by: 'dora' })
    expect(track.approved('dora', 1)).toBe('own-change: nobody approves a change of their own')
    expect(track.approved('eve', 1)).toBe('not-allowed: eve is not a person of this project')
    expect(track.approved('vic', 1)).toBe('approved')
    expect(track.why(1)).toEqual(['reviews: missing', 'merge: by-hand'])
    expect(track.say('dan', { kind: 'change.review', change: 1, verdict: 'approved', head: 'c-old' })).toMatchObject({ code: 'moved' })
    expect(track.approved('dan', 1)).toBe('approved')
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })

  it('do not count of whoever made it what it is now', () => {
    const track = new Track(main({ staleReviews: 'kept' }))
    track.change('feature/tea', { shop: 'tea' }, { by: 'dora' })
    track.approved('dan', 1)
    track.push('feature/tea', { shop: 'green tea' }, 'dan')
    expect(track.why(1)).toEqual(['reviews: missing', 'merge: by-hand'])
    expect(track.approved('dan', 1)).toBe('own-change: nobody approves a change of their own')
    expect(track.approved('max', 1)).toBe('approved')
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })

  it('are dismissed by a push that changes something', () => {
    const track = new Track(main({}))
    track.change('feature/tea', { shop: 'tea' })
    track.approved('dan', 1)
    track.push('feature/tea', { shop: 'green tea' })
    expect(track.why(1)).toEqual(['reviews: missing', 'merge: by-hand'])
  })

  it('outlast a push where the branch keeps them', () => {
    const track = new Track(main({ staleReviews: 'kept' }))
    track.change('feature/tea', { shop: 'tea' })
    track.approved('dan', 1)
    track.push('feature/tea', { shop: 'green tea' })
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })

  it('that reject stand through a push, until the same person looks again', () => {
    const track = new Track(main({}))
    track.change('feature/tea', { shop: 'tea' })
    track.approved('dan', 1)
    expect(track.reject('max', 1)).toBe('rejected')
    expect(track.ask('dora', 1)).toBe('gates: #1 is not ready')
    track.push('feature/tea', { shop: 'green tea' })
    track.approved('dan', 1)
    expect(track.why(1)).toEqual(['reviews: rejected', 'merge: by-hand'])
    track.approved('max', 1)
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })

  it('that reject hold back only while their author has a vote', () => {
    const track = new Track(main({}))
    track.change('feature/tea', { shop: 'tea' })
    track.reject('vic', 1)
    track.reject('dan', 1)
    track.approved('max', 1)
    expect(track.why(1)).toEqual(['reviews: rejected', 'merge: by-hand'])
    track.part({ kind: 'people.changed', people: [{ name: 'max', role: 'maintainer' }] })
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })
})

describe('the votes of a team', () => {
  const teams = { brewers: ['dan', 'max', 'vic', 'ghost'] }

  it('are given by its members, and it merges', () => {
    const track = new Track(main({ reviews: [{ count: 1, team: 'brewers' }] }, { teams }))
    track.change('feature/tea', { shop: 'tea' }, { by: 'dora' })
    track.approved('ada', 1)
    expect(track.why(1)).toEqual(['reviews: missing', 'merge: by-hand'])
    track.approved('vic', 1)
    expect(track.ask('dora', 1)).toBe('not-allowed: dora may not merge into main')
    expect(track.ask('dan', 1)).toBe('asked')
  })

  it('may have to be two, beside one of anybody', () => {
    const reviews = [
      { count: 1, team: null },
      { count: 2, team: 'brewers' },
    ]
    const track = new Track(main({ reviews }, { teams }))
    track.change('feature/tea', { shop: 'tea' }, { by: 'dan' })
    track.approved('dora', 1)
    track.approved('max', 1)
    expect(track.ask('max', 1)).toBe('gates: #1 is not ready')
    expect(track.approved('ghost', 1)).toBe('not-allowed: ghost is not a person of this project')
    track.approved('vic', 1)
    expect(track.ask('max', 1)).toBe('asked')
  })
})

describe('whoever owns a path', () => {
  const owners = [{ paths: 'milk*', votes: [{ count: 1, team: 'dairy' }] }]

  it('has a say when it changes, and none when it does not', () => {
    const track = new Track(main({}, { owners, teams: { dairy: ['max'] } }))
    track.change('feature/tea', { shop: 'tea' })
    track.change('feature/milk', { milk: 'oat' })
    for (const change of [1, 2]) track.approved('dan', change)
    expect(track.why(1)).toEqual(['merge: by-hand'])
    expect(track.why(2)).toEqual(['owners: missing', 'merge: by-hand'])
    track.approved('max', 2)
    expect(track.why(2)).toEqual(['merge: by-hand'])
  })
})

describe('a change of the process file', () => {
  const before = main({ staleReviews: 'kept' })
  const after = file(main({ reviews: [] }), 'another file')
  const changed = (by: string) => {
    const track = new Track(before)
    track.change('feature/rules', { docs: 'rules' }, { by })
    track.approved('max', 1)
    track.repository.process = after
    track.push('feature/rules', { docs: 'other rules' }, by)
    return track
  }

  it('needs a maintainer who looked at this very file', () => {
    const track = changed('dora')
    track.approved('dan', 1)
    expect(track.why(1)).toEqual(['process: changed', 'merge: by-hand'])
    track.approved('max', 1)
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })

  it('needs no second maintainer when one has made it', () => {
    const track = changed('ada')
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })
})
