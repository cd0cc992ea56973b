import { describe, expect, it } from 'vitest'
import type { EnvironmentFact, JobFact } from '../facts/index.ts'
import { branchRule, environment, job, pipeline, pipelines, process } from '../testing/facts.ts'
import { file, red, Track } from '../testing/track.ts'

const everything = [
  { kind: 'push', to: null },
  { kind: 'change', into: null, label: null },
] as const
const image = job('image', { builds: ['shop'], artifacts: ['dist'] })
const lab = environment('lab', { takes: [{ kind: 'branch', branch: 'main' }] })
const preview = environment('preview', { kind: 'each', takes: [{ kind: 'change', into: null, label: null }] })

/** `image` builds the shop on each push and change; `tests` runs these jobs when it passed. */
const project = (tests: readonly JobFact[], environments: readonly EnvironmentFact[], overlap: 'replace' | 'allow' = 'replace') => {
  const list = [pipeline('image', [image], { when: everything }), pipeline('tests', tests, { when: everything, overlap })]
  const facts = process({
    pipelines: pipelines(list, { shop: { pipeline: 'image', job: 'image' } }),
    branches: [branchRule('main', { reviews: [], checks: ['image', 'tests'], push: [{ kind: 'role', role: 'developer' }] })],
    environments: Object.fromEntries(environments.map((one) => [one.name, one])),
  })
  return new Track(facts)
}

describe('a job at an environment of its own', () => {
  it('waits until that serves the very tree, and runs there', () => {
    const track = project([job('smoke', { at: 'preview' })], [preview])
    track.world('target.activate', (work) => (work.environment === 'preview/change/1' ? 'later' : null))
    track.change('feature/tea', { shop: 'tea' })
    expect(track.why(1)).toEqual(['checks: running', 'merge: by-hand'])
    track.release('target.activate')
    expect(track.since()).toEqual(['run image', 'serve bytes of tea in preview/change/1 (1, 100%)', 'run smoke at preview/change/1'])
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })

  it('does not run where the branch has none, and the run passes without it', () => {
    const track = project([job('unit'), job('smoke', { at: 'preview' })], [preview])
    track.push('feature/tea', { shop: 'tea' })
    const [, tests] = track.runs().slice(-2)
    expect(tests).toBe('4 tests of branch:feature/tea: passed')
    expect(track.jobs(4)).toEqual({ unit: 'passed', smoke: 'skipped: environment' })
  })

  it('does not run at all when the change it is for is merged or closed before', () => {
    const track = project([job('smoke', { at: 'preview' })], [preview])
    track.world('target.activate', () => 'later')
    track.change('feature/tea', { shop: 'tea' })
    track.shut('dora', 1)
    expect(track.runs().at(-1)).toBe('5 tests of change:1: replaced')
    expect(track.state.runs.size).toBe(0)
  })

  it('is not waited for once the change has moved on, even where runs go side by side', () => {
    const track = project([job('smoke', { at: 'preview' })], [preview], 'allow')
    track.world('target.activate', () => 'later')
    track.change('feature/tea', { shop: 'tea' })
    track.push('feature/tea', { shop: 'green tea' })
    track.world('target.activate', () => 'as usual')
    track.release('target.activate')
    expect(track.runs().filter((run) => run.includes('tests of change'))).toEqual([
      '5 tests of change:1: replaced',
      '7 tests of change:1: passed',
    ])
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })

  it('clears up what it made there, though the environment is gone', () => {
    const track = project([job('seed', { at: 'preview' }), job('wipe', { at: 'preview', undoes: 'seed' })], [preview])
    track.job('seed', 'later')
    track.change('feature/tea', { shop: 'tea' })
    track.shut('dora', 1)
    expect(track.since()).toEqual([
      'run image',
      'serve bytes of tea in preview/change/1 (1, 100%)',
      'run seed at preview/change/1',
      'remove preview/change/1',
      'run wipe at preview/change/1',
    ])
    expect(track.state.runs.size).toBe(0)
  })
})

describe('a job at a shared environment', () => {
  it('waits until that serves the tree of the branch it takes', () => {
    const track = project([job('unit'), job('smoke', { at: 'lab' })], [lab])
    track.since()
    track.push('main', { shop: 'tea' })
    expect(track.since()).toEqual(['run image', 'run unit', 'serve bytes of tea in lab (2, 100%)', 'run smoke at lab'])
  })

  it('does not keep what comes before it in the same pipeline from being passed first', () => {
    const track = project([job('unit'), job('smoke', { at: 'lab', needs: ['unit'] })], [lab])
    track.since()
    track.job('unit', 'later')
    track.push('main', { shop: 'tea' })
    expect(track.since()).toEqual(['run image'])
    track.finish('unit', red)
    expect(track.serves('lab')).toBe('bytes of v0')
  })

  it('is for the branch that comes there, and a change does not wait for it', () => {
    const track = project([job('unit'), job('smoke', { at: 'lab' })], [lab])
    track.change('feature/tea', { shop: 'tea' })
    expect(track.why(1)).toEqual(['merge: by-hand'])
    expect(track.jobs(track.runs().length)).toEqual({ unit: 'reused', smoke: 'skipped: environment' })
  })

  it('does not wait for one that the file in force does not name yet', () => {
    const track = project([job('unit')], [])
    const next = [
      pipeline('image', [image], { when: everything }),
      pipeline('tests', [job('smoke', { at: 'attic' })], { when: everything }),
    ]
    track.repository.process = file(
      { ...track.repository.process, pipelines: pipelines(next, { shop: { pipeline: 'image', job: 'image' } }) },
      'with an attic',
    )
    track.change('feature/tea', { shop: 'tea' }, { by: 'max' })
    expect(track.why(1)).toEqual(['merge: by-hand'])
  })
})

describe('a preview', () => {
  it('takes what is built when the run that failed is started again', () => {
    const track = project([job('unit')], [preview])
    track.job('image', red)
    track.change('feature/tea', { shop: 'tea' })
    expect(track.serves('preview/change/1')).toBe(null)
    track.job('image', null)
    expect(track.again('dora', 'image', { change: 1 })).toBe('started')
    expect(track.serves('preview/change/1')).toBe('bytes of tea')
  })
})
