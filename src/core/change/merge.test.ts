import { describe, expect, it } from 'vitest'
import { branchRule, plainProcess } from '../testing/facts.ts'
import { red, Track } from '../testing/track.ts'

describe('a change', () => {
  it('goes from its branch into the one that governs, tested as it will be merged', () => {
    const track = new Track()
    expect(track.change('feature/tea', { shop: 'tea' })).toBe('opened')
    expect(track.why(1)).toEqual(['reviews: missing', 'merge: by-hand'])
    expect(track.approved('dan', 1)).toBe('approved')
    expect(track.why(1)).toEqual(['merge: by-hand'])
    const mark = track.events.length
    expect(track.ask('dora', 1)).toBe('asked')
    expect(track.story(mark).filter((kind) => kind.startsWith('change') || kind.startsWith('branch'))).toEqual([
      'change.asked',
      'change.merging',
      'branch.moved',
      'change.merged',
    ])
    expect(track.repository.titles('main')).toEqual(['to main', 'Change feature/tea'])
    expect(track.runs()).toEqual(['1 ci of branch:main: passed', '2 ci of branch:feature/tea: passed', '3 smoke of rollout:staging#1: passed', '4 smoke of rollout:staging#2: passed'])
  })
})

describe('branches that queue', () => {
  const three = () => {
    const track = new Track(plainProcess({ environments: {} }))
    for (const [number, name] of ['tea', 'jam', 'bun'].entries()) {
      track.change(`feature/${name}`, { [name]: name })
      track.approved('dan', number + 1)
    }
    track.since()
    return track
  }

  it('merge what was asked for at once one after the other, each tested as merged', () => {
    const track = three()
    track.job('unit', 'later')
    expect([1, 2, 3].map((number) => track.ask('dora', number))).toEqual(['asked', 'asked', 'asked'])
    expect(track.why(2)).toEqual(['behind: merged-anew'])
    track.finish('unit')
    track.finish('unit')
    expect(track.since()).toEqual(['move main', 'run unit', 'run image', 'move main', 'run unit', 'run image', 'move main'])
    expect(track.repository.titles('main')).toEqual(['to main', 'Change feature/tea', 'Change feature/jam', 'Change feature/bun'])
  })
})
