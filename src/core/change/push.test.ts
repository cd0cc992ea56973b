import { describe, expect, it } from 'vitest'
import type { RefMove } from '../project/input.ts'
import { branchRule, plainProcess } from '../testing/facts.ts'
import { Track } from '../testing/track.ts'

const rules = [
  branchRule('main', { push: [{ kind: 'team', team: 'keepers' }] }),
  branchRule('release/*', { push: [{ kind: 'role', role: 'maintainer' }] }),
  branchRule('release/old-*', { push: [{ kind: 'nobody' }] }),
  branchRule('from/*', { isProtected: false, push: [{ kind: 'everyone' }] }),
]

const project = () => new Track(plainProcess({ environments: {}, branches: rules, teams: { keepers: ['vic', 'ghost'] } }))
const heads = (...names: string[]): RefMove[] => names.map((name) => ({ name: `refs/heads/${name}`, old: null, new: 'c-1' }))

describe('whether a ref may move', () => {
  it.each([
    ['feature/tea', ['ada', 'max', 'dora'], ['vic', 'eve']],
    ['main', ['vic'], ['ada', 'max', 'dora', 'eve', 'ghost']],
    ['release/2', ['ada', 'max'], ['dora', 'vic']],
    ['release/old-1', [], ['ada', 'max', 'dora', 'vic']],
    ['from/eve', ['vic', 'eve', 'dora'], []],
  ])('%s is said by the rule that says most', (branch, may, mayNot) => {
    const track = project()
    expect(may.map((name) => track.propose(name, heads(branch)))).toEqual(may.map(() => ['open: fine']))
    expect(mayNot.map((name) => track.propose(name, heads(branch))[0]?.split(':')[0])).toEqual(mayNot.map(() => 'closed'))
  })

  it('is said for each of a push, in order, and nothing has moved', () => {
    const track = project()
    const refs: RefMove[] = [
      ...heads('feature/tea', 'main'),
      { name: 'refs/heads/main', old: 'c-1', new: null },
      { name: 'refs/tags/v1', old: null, new: 'c-1' },
    ]
    const mark = track.events.length
    expect(track.propose('dora', refs)).toEqual(['open: fine', 'closed: protected', 'closed: protected-from-deletion', 'open: fine'])
    expect(track.propose('vic', refs.slice(3))).toEqual(['closed: not-a-developer'])
    expect(track.story(mark)).toEqual([])
  })

  it('is no for names that pretend, and yes for those that are only odd', () => {
    const track = project()
    expect(track.propose('dora', heads('a\u0000b', 'a\nb', 'gnp.\u202Etxt', '\u200Fx', 'x'.repeat(251)))).toEqual([
      'closed: bad-name',
      'closed: bad-name',
      'closed: bad-name',
      'closed: bad-name',
      'closed: name-too-long',
    ])
    expect(track.propose('dora', heads('<img src=x>', '$(reboot)', '__proto__', 'constructor', '../../etc', 'été'))).toEqual(
      Array.from({ length: 6 }, () => 'open: fine'),
    )
  })

  it('is said for so many at once, and no more', () => {
    const track = project()
    const names = Array.from({ length: 2001 }, (_, i) => `feature/${i}`)
    expect(track.propose('dora', heads(...names))).toEqual(['too-many-refs: 2001 refs in one push; at most 2000 are taken at once'])
    expect(track.propose('dora', heads(...names.slice(1)))).toHaveLength(2000)
  })
})

describe('what the repository says of its refs', () => {
  it('is a fact: whatever is called, it is kept', () => {
    const track = project()
    for (const name of ['__proto__', 'constructor', '<b>', 'a b']) track.push(name, { shop: name })
    expect([...track.state.branches.values()].map((row) => row.name).toSorted()).toEqual(['<b>', '__proto__', 'a b', 'constructor', 'main'])
    expect(track.open('dora', '__proto__')).toMatchObject({ code: 'opened' })
    expect(track.start('dora', 'constructor', 'a b')).toBe('no-pipeline: a b has no pipeline constructor')
    expect(track.again('dora', '__proto__', { branch: 'a b' })).toBe('no-pipeline: nothing there has a pipeline __proto__')
    expect(track.pass('dora', 1, 'constructor')).toBe('no-job: run 1 has no job constructor that people pass')
  })

  it('comes from parts of the installation, and from no person', () => {
    const track = project()
    expect(track.say('ada', { kind: 'refs.changed', pusher: 'ada', refs: heads('feature/tea') })).toMatchObject({
      kind: 'refused',
      code: 'not-allowed',
    })
  })

  it('starts nothing for each of very many at once, until something needs one', () => {
    const track = project()
    track.push('origin', { shop: 'tea' })
    track.since()
    const commit = track.repository.refs.get('origin') ?? ''
    const refs = Array.from({ length: 2000 }, (_, i) => ({ name: `refs/heads/feature/${i}`, old: null, new: commit }))
    let lookups = 0
    track.world('lookup.commit', () => {
      lookups++
      return 'as usual'
    })
    expect(track.part({ kind: 'refs.changed', pusher: 'dora', refs })).toEqual({ kind: 'noted' })
    expect(track.part({ kind: 'refs.changed', pusher: 'dora', refs: [...refs, ...heads('x')] })).toMatchObject({ code: 'too-many-refs' })
    expect([lookups, track.since(), track.state.branches.size]).toEqual([0, [], 2002])
    for (const name of ['feature/7', 'feature/8']) track.repository.refs.set(name, commit)
    expect(track.open('dora', 'feature/7')).toMatchObject({ code: 'opened' })
    expect(lookups).toBe(1)
  })

  it('counts as moved by whoever is named; by nobody, as far as only developers may have done it', () => {
    const track = project()
    track.push('from/vic', { shop: 'tea' }, 'vic')
    track.push('feature/tea', { shop: 'tea' }, 'eve')
    const sweep = (branch: string) => {
      const old = track.repository.refs.get(branch) ?? null
      const commit = track.pushUnseen(branch, { shop: 'jam' })
      track.part({ kind: 'refs.changed', pusher: null, refs: [{ name: `refs/heads/${branch}`, old, new: commit }] })
    }
    for (const branch of ['feature/tea', 'feature/jam', 'from/eve', 'main', 'release/2']) sweep(branch)
    const trusted = [...track.state.branches.values()].filter((row) => row.isTrusted).map((row) => row.name)
    expect(trusted.toSorted()).toEqual(['feature/jam', 'release/2'])
  })

  it('is not believed when it comes late: the repository is asked', () => {
    const track = project()
    const first = track.push('feature/tea', { shop: 'tea' })
    const second = track.push('feature/tea', { shop: 'green tea' })
    const mark = track.events.length
    track.part({ kind: 'refs.changed', pusher: 'dora', refs: [{ name: 'refs/heads/feature/tea', old: null, new: first }] })
    expect(track.state.branches.get('feature/tea')).toMatchObject({ head: second, isDoubted: false })
    expect(track.story(mark)).toEqual(['branch.doubted', 'branch.seen'])
  })

  it.each([
    ['is not there', null],
    ['is called otherwise', { commit: 'another' }],
  ])('is asked for again where it names a commit that %s', (_, value) => {
    const track = project()
    let lookups = 0
    track.world('lookup.commit', () => {
      lookups++
      return { kind: 'done', value }
    })
    track.push('feature/tea', { shop: 'tea' })
    expect([lookups, track.state.branches.get('feature/tea')?.facts]).toEqual([1, null])
    track.repository.refs.delete('feature/tea')
    track.waitMinutes(2)
    expect(track.state.branches.has('feature/tea')).toBe(false)
    expect(lookups).toBe(2)
  })
})
