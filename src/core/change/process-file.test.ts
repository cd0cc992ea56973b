import { describe, expect, it } from 'vitest'
import type { ProcessFacts } from '../facts/index.ts'
import type { Outcome } from '../kernel/effect.ts'
import { processOf, projectRow } from '../project/state.ts'
import { branchRule, component, environment, job, pipeline, pipelines, plainProcess, process } from '../testing/facts.ts'
import { file, Track } from '../testing/track.ts'

const maintained = branchRule('main', { push: [{ kind: 'role', role: 'maintainer' }] })
const before = plainProcess({ environments: {}, branches: [maintained] })

/** A maintainer pushes another file to main. */
const takes = (track: Track, facts: ProcessFacts, docs: string) => {
  track.repository.process = facts
  track.push('main', { docs }, 'max')
}

describe('the file of the branch that governs', () => {
  it('comes into force with its push', () => {
    const track = new Track(before)
    takes(track, file(before, 'second'), 'second')
    expect(processOf(track.state)?.digest).toBe('second')
    expect(projectRow(track.state)).toMatchObject({ governingCommit: track.state.branches.get('main')?.head, problem: null })
  })

  it('that cannot be used is refused with the problem, and the one before stays', () => {
    const track = new Track(before)
    let asked = 0
    const bad: Outcome = { kind: 'done', value: { facts: null, problem: 'line 3: no such key' } }
    track.world('lookup.process', () => {
      asked++
      return bad
    })
    takes(track, file(before, 'second'), 'second')
    track.waitMinutes(10)
    expect(asked).toBe(1)
    expect(processOf(track.state)?.digest).toBe(before.digest)
    expect(projectRow(track.state)?.problem).toBe('line 3: no such key')
    track.world('lookup.process', () => 'as usual')
    takes(track, file(before, 'third'), 'third')
    expect(projectRow(track.state)).toMatchObject({ problem: null, governingCommit: track.state.branches.get('main')?.head })
  })

  it('is right again when the one before comes back', () => {
    const track = new Track(before)
    track.world('lookup.process', () => ({ kind: 'done', value: { facts: null, problem: 'line 3: no such key' } }))
    takes(track, file(before, 'second'), 'second')
    takes(track, before, 'first again')
    expect(projectRow(track.state)).toMatchObject({ problem: null, governingCommit: track.state.branches.get('main')?.head })
  })

  it('is looked up again after a while when it could not be read', () => {
    const track = new Track(before)
    let asked = 0
    track.world('lookup.process', () => (++asked < 3 ? { kind: 'failed', code: 'no-answer', detail: '' } : 'as usual'))
    takes(track, file(before, 'second'), 'second')
    expect(asked).toBe(1)
    track.waitMinutes(1)
    expect(processOf(track.state)?.digest).toBe('second')
  })

  it('holds for changes that are open already', () => {
    const track = new Track(before)
    track.change('feature/tea', { tea: 'tea' })
    track.approved('dan', 1)
    expect(track.why(1)).toEqual(['merge: by-hand'])
    const strict = {
      ...before,
      branches: [{ ...maintained, reviews: [{ count: 2, team: null }] }],
      changes: { ...before.changes, titles: 'conventional' as const },
    }
    takes(track, file(strict, 'strict'), 'strict')
    expect(track.why(1)).toEqual(['title: not-conventional', 'reviews: missing', 'behind: merged-anew', 'merge: by-hand'])
  })

  it('gives a branch its first components, and those it has later, without another push', () => {
    const place = environment('lab', { takes: [{ kind: 'branch', branch: 'main' }], components: ['shop', 'till'] })
    const ci = pipeline('ci', [job('image', { builds: ['shop', 'till'], artifacts: ['dist'] })], { when: [{ kind: 'push', to: null }] })
    const facts = process({
      pipelines: pipelines([ci], { shop: { pipeline: 'ci', job: 'image' }, till: { pipeline: 'ci', job: 'image' } }),
      branches: [maintained],
      environments: { lab: place },
    })
    const track = new Track(facts)
    const asked: string[][] = []
    track.world('lookup.commit', (work) => {
      asked.push(Object.keys(work.components))
      return 'as usual'
    })
    expect(track.serves('lab')).toBe('bytes of v0')
    const both = { ...facts, components: { shop: component('shop'), till: component('till') } }
    takes(track, file(both, 'two components'), 'two components')
    expect(asked).toEqual([['shop'], ['shop', 'till']])
  })

  it('takes pipelines of other files only as far as its own rights go', () => {
    const deploy = job('deploy', { secrets: ['key'], may: ['push images'], identity: 'cloud', runner: 'big' })
    const start = { when: [{ kind: 'push', to: 'feature/*' }] } as const
    const own = process({
      pipelines: pipelines([pipeline('ci', [deploy], start)], {}),
      branches: [maintained, branchRule('feature/*', { isProtected: false, push: [{ kind: 'everyone' }] })],
    })
    const greedy = [
      { ...deploy, secrets: ['key', 'root'], may: ['push images', 'push tags'], identity: 'other', runner: 'huge' } as const,
      job('more', { secrets: ['key'] }),
    ]
    const track = new Track(own)
    const rights: unknown[] = []
    track.world('job.run', ({ secrets, may, identity, runner, isTrusted }) => {
      rights.push({ secrets, may, identity, runner, isTrusted })
      return 'as usual'
    })
    track.push('feature/tea', { shop: 'tea' })
    track.repository.process = file({ ...own, pipelines: pipelines([pipeline('ci', greedy, start)], {}) }, 'greedy')
    track.push('feature/jam', { shop: 'jam' })
    track.push('feature/bun', { shop: 'bun' }, 'vic')
    const none = { secrets: [], may: [], identity: null, runner: null }
    expect(rights).toEqual([
      { secrets: ['key'], may: ['push images'], identity: 'cloud', runner: 'big', isTrusted: true },
      { secrets: ['key'], may: ['push images'], identity: null, runner: null, isTrusted: true },
      { ...none, isTrusted: true },
    ])
  })
})
