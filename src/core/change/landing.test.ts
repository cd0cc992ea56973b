import { describe, expect, it } from 'vitest'
import type { BranchRule } from '../facts/index.ts'
import type { Outcome } from '../kernel/effect.ts'
import { branchRule, plainProcess } from '../testing/facts.ts'
import { Track } from '../testing/track.ts'

const failed: Outcome = { kind: 'failed', code: 'no-answer', detail: 'connection refused' }

/** An approved change whose merge the world keeps waiting, once it is asked for. */
const ready = (rule: Partial<BranchRule> = {}) => {
  const track = new Track(plainProcess({ environments: {}, branches: [branchRule('main', rule)] }))
  track.change('feature/tea', { tea: 'tea' })
  track.approved('dan', 1)
  track.since()
  return track
}

/** It was asked for, and the one who carries it out has not begun. */
const aboutToMerge = () => {
  const track = ready()
  track.withhold('ref.update')
  track.ask('dora', 1)
  return track
}

describe('a permit to merge', () => {
  it('is for exactly the commit that was tested, on the head it was tested on', () => {
    const track = aboutToMerge()
    const landing = track.state.changes.get('1')?.landing
    expect(track.held('ref.update').map(({ work, isGuarded }) => ({ work, isGuarded }))).toEqual([
      {
        work: {
          kind: 'ref.update',
          repository: 'shop',
          ref: 'refs/heads/main',
          expect: landing?.base,
          to: landing?.kind === 'clean' ? landing.facts.commit : '',
        },
        isGuarded: true,
      },
    ])
    expect(track.letGo('ref.update')).toEqual(['permit'])
    expect(track.why(1)).toEqual(['not open'])
  })

  it('is not granted when a vote has been taken back since', () => {
    const track = aboutToMerge()
    track.reject('dan', 1)
    expect(track.letGo('ref.update')).toEqual(['no-permit: reviews'])
    expect(track.why(1)).toEqual(['reviews: rejected', 'merge: by-hand'])
    track.approved('dan', 1)
    expect(track.ask('dora', 1)).toBe('asked')
    expect(track.letGo('ref.update')).toEqual(['permit'])
    expect(track.since()).toEqual(['move main'])
  })

  it('is not granted while the line is stopped, and is asked for again when it runs', () => {
    const track = aboutToMerge()
    track.stop('max')
    expect(track.letGo('ref.update')).toEqual(['no-permit: line'])
    expect(track.why(1)).toEqual(['line: stopped'])
    track.resume('max')
    expect(track.letGo('ref.update')).toEqual(['permit'])
    expect(track.since()).toEqual(['move main'])
  })

  it('is not granted for a head that is no longer the newest', () => {
    const track = aboutToMerge()
    track.push('feature/tea', { tea: 'green tea' })
    expect(track.letGo('ref.update')).toEqual(['no-permit: conflicts, reviews, checks'])
    expect(track.since()).toEqual(['run unit', 'run image'])
    expect(track.why(1)).toEqual(['reviews: missing', 'merge: by-hand'])
  })

  it('is not granted for a branch that has moved', () => {
    const track = aboutToMerge()
    track.push('main', { milk: 'oat' }, 'max')
    expect(track.letGo('ref.update')).toEqual(['no-permit: behind'])
    expect(track.letGo('ref.update')).toEqual(['permit'])
    expect(track.repository.titles('main')).toEqual(['to main', 'to main', 'Change feature/tea'])
  })

  it('is not granted to what nobody wants any more', () => {
    const track = aboutToMerge()
    const [effect] = track.held('ref.update')
    track.unask('dora', 1)
    expect(track.part({ kind: 'starting', effect: effect?.id ?? '', attempt: 1 })).toMatchObject({
      kind: 'no-permit',
      verdicts: [{ gate: 'permit', code: 'not-awaited' }],
    })
    expect(track.why(1)).toEqual(['merge: held-back'])
  })
})

describe('a merge', () => {
  it('that finds the branch elsewhere looks where it stands, and goes on from there', () => {
    const track = ready()
    track.pushUnseen('main', { milk: 'oat' })
    track.ask('dora', 1)
    expect(track.since()).toEqual(['move main: stale', 'run unit', 'run unit', 'run image', 'run image', 'move main'])
    expect(track.repository.titles('main')).toEqual(['to main', 'to main', 'Change feature/tea'])
  })

  it('that finds the branch elsewhere, though it stands where it stood, rests before the next attempt', () => {
    const track = ready()
    track.world('ref.update', () => ({ kind: 'done', value: 'stale' }))
    track.ask('dora', 1)
    expect(track.since()).toEqual(['move main: stale'])
    track.waitMinutes(1)
    expect(track.since()).toEqual(['move main: stale', 'move main: stale'])
    track.world('ref.update', () => 'as usual')
    track.waitMinutes(1)
    expect(track.since()).toEqual(['move main'])
  })

  it('waits for the look, and the look is repeated until there is an answer', () => {
    const track = ready()
    track.pushUnseen('main', { milk: 'oat' })
    let looks = 0
    track.world('lookup.ref', () => (++looks < 4 ? failed : 'as usual'))
    track.ask('dora', 1)
    expect([looks, track.why(1)]).toEqual([1, ['behind: looking']])
    track.waitMinutes(1)
    expect([looks, track.why(1)]).toEqual([3, ['behind: looking']])
    track.waitMinutes(1)
    expect(track.why(1)).toEqual(['not open'])
  })

  it('that failed is asked for anew by hand, and never by itself', () => {
    const track = ready({ merge: 'by-itself', reviews: [] })
    expect(track.why(1)).toEqual(['not open'])
    track.world('ref.update', () => failed)
    track.change('feature/jam', { jam: 'jam' })
    track.waitMinutes(60)
    expect(track.since()).toEqual(['run unit', 'run image', 'move main: failed'])
    expect(track.why(2)).toEqual(['merge: held-back'])
    track.world('ref.update', () => 'as usual')
    expect(track.ask('dan', 2)).toBe('asked')
    expect(track.why(2)).toEqual(['not open'])
  })

  it('of which nobody knows whether it took place waits for a maintainer to say so', () => {
    const track = ready()
    track.world('ref.update', () => ({ kind: 'unknown', detail: 'the line broke' }))
    track.ask('dora', 1)
    const [effect] = [...track.state.pending.values()].filter((row) => row.work === 'ref.update')
    expect(track.shut('dora', 1)).toBe('merging: #1 is being merged')
    expect(track.edit('dora', 1, { title: 'Other' })).toBe('merging: #1 is being merged')
    expect(track.say('dora', { kind: 'effect.resolve', effect: effect?.id ?? '', outcome: 'failed', detail: '' })).toMatchObject({
      code: 'not-allowed',
    })
    expect(track.say('max', { kind: 'effect.resolve', effect: effect?.id ?? '', outcome: 'failed', detail: 'looked' })).toMatchObject({
      code: 'resolved',
    })
    expect(track.why(1)).toEqual(['merge: held-back'])
  })

  it('that nobody wants any more, and took place all the same, counts for whoever asked for it', () => {
    const track = ready()
    track.world('ref.update', () => 'later')
    track.ask('max', 1)
    track.world('ref.update', () => 'as usual')
    const [effect] = track.waiting.splice(0)
    track.unask('dora', 1)
    track.repository.answer(effect!.work, 0)
    track.part({ kind: 'receipt', effect: effect!.id, attempt: 1, outcome: { kind: 'done', value: 'moved' } })
    expect(track.events.findLast((event) => event.kind === 'change.merged')).toMatchObject({ change: 1, by: 'max' })
    expect(track.part({ kind: 'receipt', effect: effect!.id, attempt: 1, outcome: { kind: 'done', value: 'moved' } })).toEqual({
      kind: 'ignored',
      code: 'not-awaited',
    })
  })

  it('that the repository tells of before whoever carried it out, is trusted as a merge', () => {
    const track = ready()
    track.world('ref.update', () => 'later')
    track.ask('dora', 1)
    const [effect] = track.asked('ref.update')
    const base = track.state.branches.get('main')?.head ?? null
    track.repository.answer(effect!.work, 0)
    track.part({
      kind: 'refs.changed',
      pusher: 'the forge',
      refs: [{ name: 'refs/heads/main', old: base, new: track.repository.refs.get('main') ?? null }],
    })
    expect(track.state.branches.get('main')).toMatchObject({ by: 'dora', isTrusted: true })
    track.release('ref.update', { kind: 'done', value: 'moved' })
    expect(track.why(1)).toEqual(['not open'])
  })

  it('that took place though nobody heard of it, counts when its next attempt may not start', () => {
    const track = ready()
    track.world('ref.update', () => 'later')
    track.ask('dora', 1)
    const [effect] = track.asked('ref.update')
    const base = track.state.branches.get('main')?.head ?? null
    track.repository.answer(effect!.work, 0)
    const head = track.repository.refs.get('main') ?? null
    track.part({ kind: 'refs.changed', pusher: null, refs: [{ name: 'refs/heads/main', old: base, new: head }] })
    expect(track.part({ kind: 'starting', effect: effect!.id, attempt: 2 })).toMatchObject({ kind: 'no-permit' })
    expect(track.why(1)).toEqual(['not open'])
    expect(track.state.branches.get('main')?.head).toBe(head)
  })
})

describe('what landing would make', () => {
  it('is looked up again after a while when it could not be found out', () => {
    const track = new Track(plainProcess({ environments: {} }))
    let asked = 0
    track.world('lookup.landing', () => (++asked < 3 ? failed : 'as usual'))
    track.change('feature/tea', { tea: 'tea' })
    expect([asked, track.why(1)]).toEqual([1, ['conflicts: being-merged', 'reviews: missing', 'checks: not-known', 'merge: by-hand']])
    track.waitMinutes(2)
    expect([asked, track.why(1)]).toEqual([3, ['reviews: missing', 'merge: by-hand']])
  })

  it('is the answer to the newest question, whatever comes late', () => {
    const track = new Track(plainProcess({ environments: {} }))
    track.world('lookup.landing', (work) => (work.title === 'Old' ? 'later' : 'as usual'))
    track.change('feature/tea', { tea: 'tea' }, { title: 'Old' })
    track.edit('dora', 1, { title: 'New' })
    track.release('lookup.landing')
    expect(track.state.changes.get('1')?.landing).toMatchObject({ kind: 'clean', title: 'New' })
  })

  it('conflicts until the branches fit, and is looked at again when either moves', () => {
    const track = new Track(
      plainProcess({ environments: {}, branches: [branchRule('main', { push: [{ kind: 'role', role: 'developer' }] })] }),
    )
    track.push('feature/tea', { shop: 'tea' })
    track.push('main', { shop: 'jam' })
    track.open('dora', 'feature/tea')
    expect(track.why(1)).toEqual(['conflicts: conflicts', 'reviews: missing', 'checks: not-known', 'merge: by-hand'])
    track.approved('dan', 1)
    expect(track.ask('dora', 1)).toBe('gates: #1 is not ready')
    track.push('main', { shop: 'v0' })
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })
})
