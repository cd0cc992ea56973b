import { describe, expect, it } from 'vitest'
import type { JobFact } from '../facts/index.ts'
import { branchRule, component, job, pipeline, pipelines, process } from '../testing/facts.ts'
import { green, onePipeline, red, Track } from '../testing/track.ts'

const failed = { kind: 'failed', code: 'no-answer', detail: '' } as const

/** Two pushes with the same contents of the shop, and other documents. */
const twice = (jobs: readonly JobFact[], told: (track: Track) => void = () => undefined) => {
  const track = new Track(onePipeline(jobs))
  told(track)
  track.push('feature/tea', { shop: 'tea' })
  track.push('feature/tea', { docs: 'tea' })
  return track
}

const each = { forEach: ['shop'] }

describe('work that was done before', () => {
  it('is not done again for a component whose contents are the same, and says so', () => {
    const track = twice([job('unit', each), job('image', { ...each, needs: ['unit'], artifacts: ['dist'] })])
    expect(track.since()).toEqual(['run unit', 'run image'])
    expect(track.jobs(2)).toEqual({ 'unit/shop': 'reused', 'image/shop': 'reused' })
    expect(track.slots()).toEqual(['ask run:1/1/unit/shop', 'free run:1/1/unit/shop', 'ask run:1/1/image/shop', 'free run:1/1/image/shop'])
  })

  it('is done again for another tree, where a job looks at all of it', () => {
    const track = twice([job('lint'), job('image', { ...each, needs: ['lint'], artifacts: ['dist'] })])
    expect(track.since()).toEqual(['run lint', 'run image', 'run lint'])
    expect(track.jobs(2)).toEqual({ lint: 'passed', 'image/shop': 'reused' })
  })

  it('is done again after a job that came to something else', () => {
    let count = 0
    const track = twice([job('seed', { secrets: ['key'], outputs: ['number'] }), job('unit', { ...each, needs: ['seed'] })], (story) =>
      story.world('job.run', (work) =>
        work.work.kind === 'run' && work.work.command === 'seed' ? green({ outputs: { number: String(++count) } }) : null,
      ),
    )
    expect(track.jobs(2)).toEqual({ seed: 'passed', 'unit/shop': 'passed' })
  })

  it.each([{ secrets: ['key'] }, { identity: 'cloud' }, { may: ['push images'] as const }])(
    'is done each time by a job with %o',
    (rights) => {
      const track = twice([job('unit', { ...each, ...rights })])
      expect(track.jobs(2)).toEqual({ 'unit/shop': 'passed' })
    },
  )

  it('is done again when it failed', () => {
    const track = twice([job('unit', each)], (story) => story.job('unit', red))
    expect(track.since()).toEqual(['run unit', 'run unit'])
  })

  it('is done again when nobody can say whether it was', () => {
    const track = twice([job('unit', each)], (story) => story.world('lookup.artifact', () => failed))
    expect(track.jobs(2)).toEqual({ 'unit/shop': 'passed' })
    expect(track.since()).toEqual(['run unit', 'run unit'])
  })

  it('is done again when somebody wants it again', () => {
    const track = twice([job('unit', each)])
    expect(track.again('dora', 'ci', { branch: 'feature/tea' })).toBe('started')
    expect(track.jobs(3)).toEqual({ 'unit/shop': 'passed' })
  })

  it('is done again where what it made is gone', () => {
    const track = twice([job('image', { ...each, builds: ['shop'], artifacts: ['dist'] })], (story) => {
      story.world('lookup.artifact', () => ({ kind: 'done', value: { digest: null, outputs: {}, isTrusted: true } }))
    })
    expect(track.jobs(2)).toEqual({ 'image/shop': 'passed' })
  })
})

describe('what an untrusted run made', () => {
  const ci = pipeline('ci', [job('image', { ...each, builds: ['shop'], artifacts: ['dist'] })], {
    when: [
      { kind: 'push', to: 'feature/*' },
      { kind: 'change', into: null, label: null },
    ],
  })
  const facts = process({
    pipelines: pipelines([ci], { shop: { pipeline: 'ci', job: 'image' } }),
    components: { shop: component('shop') },
    branches: [branchRule('main', { reviews: [] }), branchRule('from/*', { isProtected: false, push: [{ kind: 'everyone' }] })],
  })

  it('is never taken by a trusted one, whatever the store says', () => {
    const track = new Track(facts)
    track.change('from/vic', { shop: 'tea' }, { by: 'vic' })
    track.trust('dora', 1)
    expect(track.jobs(1)).toEqual({ 'image/shop': 'passed' })
    track.push('feature/tea', { shop: 'tea' })
    expect(track.jobs(2)).toEqual({ 'image/shop': 'passed' })
    track.world('lookup.artifact', () => ({ kind: 'done', value: { digest: 'bytes of eve', outputs: {}, isTrusted: false } }))
    track.push('feature/jam', { shop: 'jam' })
    expect(track.jobs(3)).toEqual({ 'image/shop': 'passed' })
    expect([...track.state.evidence.values()].map((row) => [row.isTrusted, row.made['shop']?.isTrusted])).toEqual(
      expect.arrayContaining([
        [true, true],
        [false, false],
      ]),
    )
  })
})
