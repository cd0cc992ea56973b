import { describe, expect, it } from 'vitest'
import type { BranchRule } from '../facts/index.ts'
import { branchRule, plainProcess } from '../testing/facts.ts'
import { red, Track } from '../testing/track.ts'

const withRule = (rule: Partial<BranchRule>) => plainProcess({ environments: {}, branches: [branchRule('main', rule)] })

/** Three approved changes of different files. */
const three = (rule: Partial<BranchRule> = {}) => {
  const track = new Track(withRule(rule))
  for (const [index, name] of ['tea', 'jam', 'bun'].entries()) {
    track.change(`feature/${name}`, { [name]: name })
    if (rule.reviews === undefined) track.approved('dan', index + 1)
  }
  track.since()
  return track
}

describe('a change', () => {
  it('goes from its branch into the one that governs, tested as it will be merged', () => {
    const track = new Track(withRule({}))
    expect(track.change('feature/tea', { shop: 'tea' })).toBe('opened')
    expect(track.why(1)).toEqual(['reviews: missing', 'merge: by-hand'])
    expect(track.approved('dan', 1)).toBe('approved')
    expect(track.why(1)).toEqual(['merge: by-hand'])
    const mark = track.events.length
    expect(track.ask('dora', 1)).toBe('asked')
    expect(track.story(mark)).toEqual(['change.asked', 'change.merging', 'branch.moved', 'change.merged'])
    expect(track.repository.titles('main')).toEqual(['to main', 'Change feature/tea'])
  })

  it('is not tested again where its tree was: not as a change after the push, nor as the branch after the merge', () => {
    const track = new Track(withRule({}))
    track.change('feature/tea', { shop: 'tea' })
    track.edit('dora', 1, { title: 'Another title makes another commit of the same tree' })
    track.approved('dan', 1)
    track.ask('dora', 1)
    expect(track.repository.titles('main').at(-1)).toBe('Another title makes another commit of the same tree')
    expect(track.since()).toEqual(['run unit', 'run image', 'move main'])
  })

  it('that is merged takes no other with it', () => {
    const track = three()
    track.ask('dora', 2)
    expect(track.repository.titles('main')).toEqual(['to main', 'Change feature/jam'])
    expect([track.why(1), track.why(2), track.why(3)]).toEqual([
      ['behind: merged-anew', 'merge: by-hand'],
      ['not open'],
      ['behind: merged-anew', 'merge: by-hand'],
    ])
  })
})

describe('changes that are asked for at once', () => {
  it('merge one after the other, each tested as merged', () => {
    const track = three()
    expect(track.stop('max')).toBe('stopped')
    expect([1, 2, 3].map((number) => track.ask('dora', number))).toEqual(['asked', 'asked', 'asked'])
    expect([1, 2, 3].map((number) => track.why(number))).toEqual([
      ['line: stopped'],
      ['line: stopped', 'behind: queued'],
      ['line: stopped', 'behind: queued'],
    ])
    expect(track.resume('max')).toBe('resumed')
    expect(track.since()).toEqual(['move main', 'run unit', 'run image', 'move main', 'run unit', 'run image', 'move main'])
    expect(track.repository.titles('main')).toEqual(['to main', 'Change feature/tea', 'Change feature/jam', 'Change feature/bun'])
  })

  it('leave the queue when they fail as merged, and those behind go on', () => {
    const track = three()
    track.ask('dora', 1)
    track.job('unit', 'later')
    track.ask('dora', 2)
    track.ask('dora', 3)
    expect([track.why(2), track.why(3)]).toEqual([['checks: running'], ['behind: queued']])
    const mark = track.events.length
    track.finish('unit', red)
    expect(track.story(mark)).toContain('change.unasked')
    expect([track.why(2), track.why(3)]).toEqual([['checks: failed', 'merge: by-hand'], ['checks: running']])
    track.finish('unit')
    expect(track.repository.titles('main')).toEqual(['to main', 'Change feature/tea', 'Change feature/bun'])
  })

  it('are merged anew when somebody else moves the branch', () => {
    const track = three({ push: [{ kind: 'role', role: 'maintainer' }] })
    track.job('unit', 'later')
    track.push('main', { milk: 'oat' }, 'max')
    track.ask('dora', 1)
    track.push('main', { milk: 'soy' }, 'max')
    track.job('unit', null)
    track.finish('unit')
    expect(track.repository.titles('main')).toEqual(['to main', 'to main', 'to main', 'Change feature/tea'])
    expect(track.why(1)).toEqual(['not open'])
  })

  it('let nobody wait for a place that is given up', () => {
    const track = three()
    track.stop('max')
    track.ask('dora', 1)
    track.ask('dora', 2)
    expect(track.unask('dora', 1)).toBe('unasked')
    expect(track.unask('dora', 1)).toBe('not-asked: nobody asked for #1 to be merged')
    expect(track.why(2)).toEqual(['line: stopped'])
    track.edit('dora', 2, { isDraft: true })
    expect(track.why(2)).toEqual(['line: stopped', 'draft: draft', 'merge: by-hand'])
  })
})

describe('a branch that refuses changes behind it', () => {
  it('wants them brought up to date, and tells so as soon as it has moved', () => {
    const track = three({ behind: 'refused' })
    track.ask('dora', 1)
    expect(track.why(2)).toEqual(['behind: out-of-date', 'merge: by-hand'])
    expect(track.ask('dora', 2)).toBe('gates: #2 is not ready')
    track.catchUp('feature/jam')
    expect(track.why(2)).toEqual(['reviews: missing', 'merge: by-hand'])
    track.approved('dan', 2)
    expect(track.ask('dora', 2)).toBe('asked')
    expect(track.repository.titles('main').at(-1)).toBe('Change feature/jam')
  })
})

describe('a branch that allows changes behind it', () => {
  it('takes what was tested on its own', () => {
    const track = three({ behind: 'allowed' })
    track.ask('dora', 1)
    expect(track.why(2)).toEqual(['behind: merged-anew', 'merge: by-hand'])
    track.ask('dora', 2)
    expect(track.repository.titles('main')).toEqual(['to main', 'Change feature/tea', 'Change feature/jam'])
  })
})

describe('a branch that merges by itself', () => {
  it('does so when the last gate opens', () => {
    const track = three({ merge: 'by-itself', behind: 'queued' })
    expect(track.repository.titles('main')).toEqual(['to main', 'Change feature/tea', 'Change feature/jam', 'Change feature/bun'])
  })

  it('leaves be what somebody held back, until it is asked for or pushed again', () => {
    const track = new Track(withRule({ merge: 'by-itself' }))
    track.change('feature/tea', { shop: 'tea' })
    track.stop('max')
    track.approved('dan', 1)
    track.resume('max')
    expect(track.why(1)).toEqual(['not open'])
    track.world('ref.update', () => 'later')
    track.change('feature/jam', { shop: 'jam' })
    track.approved('dan', 2)
    expect(track.unask('dora', 2)).toBe('unasked')
    expect(track.why(2)).toEqual(['merge: held-back'])
    expect(track.ask('dora', 2)).toBe('asked')
    track.release('ref.update')
    expect(track.repository.titles('main').at(-1)).toBe('Change feature/jam')
  })
})
