import { describe, expect, it } from 'vitest'
import { environment, job, pipeline, pipelines, plainProcess, process } from '../testing/facts.ts'
import { Track } from '../testing/track.ts'

const quiet = () => new Track(plainProcess({ environments: {} }))

describe('a change is opened', () => {
  it('by whoever has a role here, into the branch that governs when nobody says otherwise', () => {
    const track = quiet()
    track.push('feature/tea', { shop: 'tea' })
    expect(track.open('vic', 'feature/tea', { title: 'Sell tea' })).toEqual({ kind: 'done', code: 'opened', made: { change: 1 } })
    const { number, from, into, title, author, pusher, isTrusted, mayRun } = track.state.changes.get('1')!
    expect({ number, from, into, title, author, pusher, isTrusted, mayRun }).toEqual({
      number: 1,
      from: 'feature/tea',
      into: 'main',
      title: 'Sell tea',
      author: 'vic',
      pusher: 'dora',
      isTrusted: true,
      mayRun: true,
    })
  })

  it('by nobody whom the installation does not know', () => {
    const track = quiet()
    track.push('feature/tea', { shop: 'tea' })
    expect(track.change('feature/tea', {}, { by: 'eve' })).toBe('not-allowed: eve is not a person of this project')
  })

  it('once for two branches that exist and differ', () => {
    const track = quiet()
    track.push('feature/tea', { shop: 'tea' })
    expect(track.open('dora', 'feature/none')).toMatchObject({ code: 'no-branch', found: 'there is no branch feature/none' })
    expect(track.open('dora', 'feature/tea', { into: 'none' })).toMatchObject({ code: 'no-branch', found: 'there is no branch none' })
    expect(track.open('dora', 'main')).toMatchObject({ code: 'same-branch', found: 'a change from main cannot go into main' })
    expect(track.open('dora', 'feature/tea')).toMatchObject({ code: 'opened' })
    expect(track.open('dan', 'feature/tea')).toMatchObject({ code: 'exists', found: 'change #1 goes from feature/tea into main already' })
  })

  it('with a title that can be read, and is kept as it is', () => {
    const track = quiet()
    track.push('feature/tea', { shop: 'tea' })
    expect(track.open('dora', 'feature/tea', { title: ' ' })).toMatchObject({ code: 'empty' })
    expect(track.open('dora', 'feature/tea', { title: 'x'.repeat(301) })).toMatchObject({ code: 'too-long' })
    expect(track.open('dora', 'feature/tea', { title: 'Sell\u0000tea' })).toMatchObject({ code: 'control-character' })
    expect(track.open('dora', 'feature/tea', { title: 'Sell \u202Eaet' })).toMatchObject({ code: 'control-character' })
    expect(track.open('dora', 'feature/tea', { labels: ['a\nb'] })).toMatchObject({ code: 'control-character' })
    expect(track.open('dora', 'feature/tea', { labels: Array.from({ length: 51 }, (_, i) => `l${i}`) })).toMatchObject({
      code: 'too-many-labels',
    })
    const title = '<script>alert(1)</script> $(rm -rf /) `id` "; drop table --'
    expect(track.open('dora', 'feature/tea', { title })).toMatchObject({ code: 'opened' })
    expect(track.state.changes.get('1')?.title).toBe(title)
    expect(track.edit('dora', 1, { title: '__proto__' })).toBe('edited')
    expect(track.why(1)).toEqual(['reviews: missing', 'merge: by-hand'])
  })
})

describe('an open change', () => {
  const open = () => {
    const track = quiet()
    track.change('feature/tea', { shop: 'tea' }, { by: 'dora' })
    return track
  }

  it('is edited and closed by its author and by developers, and by nobody else', () => {
    const track = open()
    expect(track.edit('vic', 1, { title: 'Mine' })).toBe('not-allowed: only dora and developers may edit #1')
    expect(track.shut('vic', 1)).toBe('not-allowed: only dora and developers may close #1')
    expect(track.unask('vic', 1)).toBe('not-allowed: only dora and developers may')
    expect(track.edit('dan', 1, { title: 'Ours', isDraft: true })).toBe('edited')
    expect(track.why(1)).toEqual(['draft: draft', 'reviews: missing', 'merge: by-hand'])
    expect(track.shut('dan', 1)).toBe('closed')
    expect(track.shut('dan', 1)).toBe('no-change: there is no open change #1')
    expect(track.change('feature/tea', {}, { by: 'dora' })).toBe('opened')
    expect(track.state.changes.get('2')?.number).toBe(2)
  })

  it('is edited and closed by an author who only looks, too', () => {
    const track = quiet()
    track.push('feature/tea', { shop: 'tea' })
    track.open('vic', 'feature/tea')
    expect(track.edit('vic', 1, { title: 'Sell tea' })).toBe('edited')
    expect(track.ask('vic', 1)).toBe('not-allowed: vic may not merge into main')
    expect(track.shut('vic', 1)).toBe('closed')
  })

  it('closes with its branch, and what ran for it ends', () => {
    const track = quiet()
    track.job('unit', 'later')
    track.change('feature/tea', { shop: 'tea' })
    const mark = track.events.length
    track.deleteBranch('feature/tea')
    expect(track.story(mark)).toEqual(['branch.deleted', 'change.closed', 'run.cancelled', 'job.moved', 'job.moved', 'run.ended'])
    expect(track.events.find((event) => event.kind === 'change.closed')).toEqual({
      kind: 'change.closed',
      change: 1,
      by: 'the repository',
      reason: 'branch-gone',
    })
    expect(track.runs()).toEqual(['1 ci of branch:main: passed', '2 ci of branch:feature/tea: replaced'])
    expect(track.slots().slice(-1)).toEqual(['free run:2/1/unit'])
  })

  it('waits for the branch it goes into when that is gone, and goes on when it is back', () => {
    const track = quiet()
    track.push('lane', { shop: 'v0' })
    track.push('feature/tea', { shop: 'tea' })
    track.open('dora', 'feature/tea', { into: 'lane' })
    track.deleteBranch('lane')
    expect(track.why(1)).toEqual(['into: no-branch', 'merge: by-hand'])
    track.push('lane', { shop: 'v0', milk: 'oat' })
    expect(track.why(1)).toEqual(['behind: merged-anew', 'merge: by-hand'])
    expect(track.ask('dora', 1)).toBe('asked')
    expect(track.repository.titles('lane').at(-1)).toBe('Change feature/tea')
  })
})

describe('a label that the file names', () => {
  const ship = pipeline('ship', [job('ship')], { when: [{ kind: 'change', into: null, label: 'ship it' }] })
  const labelled = process({
    pipelines: pipelines([ship], {}),
    versions: { scheme: 'semver', format: '', labels: 'release' },
    environments: {
      live: environment('live', { takes: [{ kind: 'change', into: null, label: 'go live' }], isProtected: true }),
    },
  })

  const no = (who: string, label: string) => `not-allowed: the label ${label} starts something that ${who} may not start`

  it('needs the right to what it starts, of whoever sets it or takes it away', () => {
    const track = new Track(labelled)
    track.push('feature/tea', { shop: 'tea' })
    expect(track.change('feature/tea', {}, { by: 'vic', labels: ['ship it'] })).toBe(no('vic', 'ship it'))
    expect(track.change('feature/tea', {}, { by: 'vic', labels: ['nice', 'release:major'] })).toBe(no('vic', 'release:major'))
    expect(track.change('feature/tea', {}, { by: 'dora', labels: ['go live'] })).toBe(no('dora', 'go live'))
    expect(track.change('feature/tea', {}, { by: 'dora', labels: ['nice'] })).toBe('opened')
    expect(track.edit('dora', 1, { labels: ['nice', 'ship it', 'release:major'] })).toBe('edited')
    expect(track.edit('dora', 1, { labels: ['go live'] })).toBe(no('dora', 'go live'))
    expect(track.edit('max', 1, { labels: ['go live'] })).toBe('edited')
    expect(track.edit('dora', 1, { labels: [] })).toBe(no('dora', 'go live'))
  })
})
