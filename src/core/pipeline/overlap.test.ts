import { describe, expect, it } from 'vitest'
import type { PipelineFact } from '../facts/index.ts'
import { branchRule, job, pipeline, pipelines, process } from '../testing/facts.ts'
import { onePipeline, red, Track } from '../testing/track.ts'

const slow = (overlap: PipelineFact['overlap']) => {
  const track = new Track(onePipeline([job('unit')], { overlap }))
  track.job('unit', 'later')
  return track
}

describe('a second run for the same branch', () => {
  it('replaces the first', () => {
    const track = slow('replace')
    track.push('feature/tea', { shop: 'tea' })
    track.push('feature/tea', { shop: 'jam' })
    track.push('feature/bun', { shop: 'bun' })
    expect(track.runs()).toEqual([
      '1 ci of branch:feature/tea: replaced',
      '2 ci of branch:feature/tea: under way',
      '3 ci of branch:feature/bun: under way',
    ])
    expect(track.slots().filter((told) => told.startsWith('free'))).toEqual(['free run:1/1/unit'])
  })

  it('waits for the first', () => {
    const track = slow('queue')
    for (const shop of ['tea', 'jam', 'bun']) track.push('feature/tea', { shop })
    expect([1, 2, 3].map((run) => track.jobs(run)['unit'])).toEqual(['running', 'waiting', 'waiting'])
    expect(track.cancel('dora', 2)).toBe('cancelled')
    expect([1, 2, 3].map((run) => track.jobs(run)['unit'])).toEqual(['running', 'cancelled', 'waiting'])
    track.finish('unit', red)
    expect([1, 2, 3].map((run) => track.jobs(run)['unit'])).toEqual(['failed: exit 1', 'cancelled', 'running'])
  })

  it('waits for the first, whoever started that', () => {
    const track = slow('queue')
    track.push('feature/tea', { shop: 'tea' })
    track.push('feature/tea', { shop: 'jam' })
    track.start('dan', 'ci', 'feature/tea')
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: under way', '2 ci of branch:feature/tea: under way'])
  })

  it('runs beside the first', () => {
    const track = slow('allow')
    track.push('feature/tea', { shop: 'tea' })
    track.push('feature/tea', { shop: 'jam' })
    expect([1, 2].map((run) => track.jobs(run)['unit'])).toEqual(['running', 'running'])
  })

  it('replaces the first also where a change watches it, once that has moved on too', () => {
    const ci = pipeline('ci', [job('unit')], {
      when: [
        { kind: 'push', to: 'feature/*' },
        { kind: 'change', into: null, label: null },
      ],
    })
    const track = new Track(process({ pipelines: pipelines([ci], {}) }))
    track.job('unit', 'later')
    track.change('feature/tea', { shop: 'tea' })
    track.push('feature/tea', { shop: 'jam' })
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: replaced', '2 ci of change:1: under way'])
  })
})

describe('one tree', () => {
  const both = pipeline('ci', [job('unit')], {
    when: [
      { kind: 'push', to: null },
      { kind: 'change', into: null, label: null },
    ],
  })

  it('runs once, for the push and for the change, and for the branch it was merged into', () => {
    const track = new Track(process({ pipelines: pipelines([both], {}), branches: [branchRule('main', { reviews: [] })] }))
    track.job('unit', 'later')
    track.change('feature/tea', { shop: 'tea' })
    expect(track.state.evidence.size).toBe(2)
    track.finish('unit')
    track.ask('dora', 1)
    expect(track.runs()).toEqual(['1 ci of branch:main: passed', '2 ci of branch:feature/tea: passed'])
  })

  it('runs again when it comes back after its run was replaced', () => {
    const track = slow('replace')
    const first = track.push('feature/tea', { shop: 'tea' })
    const second = track.push('feature/tea', { shop: 'jam' })
    track.part({ kind: 'refs.changed', pusher: 'dora', refs: [{ name: 'refs/heads/feature/tea', old: second, new: first }] })
    expect(track.runs()).toEqual([
      '1 ci of branch:feature/tea: replaced',
      '2 ci of branch:feature/tea: replaced',
      '3 ci of branch:feature/tea: under way',
    ])
  })

  it('runs again on the branch it was merged into, where the outcome depends on the branch', () => {
    const onMain = {
      text: 'branch == "main"',
      condition: { op: 'equal', left: { op: 'path', path: ['branch'] }, right: { op: 'literal', value: 'main' } },
    } as const
    const ci = pipeline('ci', [job('unit'), job('publish', { needs: ['unit'], if: onMain })], { when: both.when })
    const track = new Track(process({ pipelines: pipelines([ci], {}), branches: [branchRule('main', { reviews: [] })] }))
    track.change('feature/tea', { shop: 'tea' })
    track.ask('dora', 1)
    expect(track.runs()).toEqual([
      '1 ci of branch:main: passed',
      '2 ci of branch:feature/tea: passed',
      '3 ci of change:1: passed',
      '4 ci of branch:main: passed',
    ])
    expect([track.jobs(3), track.jobs(4)]).toEqual([
      { unit: 'reused', publish: 'skipped: condition' },
      { unit: 'reused', publish: 'passed' },
    ])
  })
})

describe('jobs that name the same word', () => {
  it('run one at a time over all runs, the one that has waited longest first', () => {
    const track = new Track(onePipeline([job('deploy', { serial: 'lab' })]))
    track.job('deploy', 'later')
    for (const name of Array.from({ length: 12 }, (_, i) => `feature/${i}`)) track.push(name, { shop: name })
    const running = () => Array.from({ length: 12 }, (_, i) => i + 1).filter((run) => track.jobs(run)['deploy'] === 'running')
    const seen: number[][] = []
    for (let i = 0; i < 4; i++) {
      seen.push(running())
      track.finish('deploy', i === 1 ? red : undefined)
    }
    expect(seen).toEqual([[1], [2], [3], [4]])
    track.cancel('dora', 5)
    expect(running()).toEqual([6])
  })
})

describe('a pipeline after another', () => {
  const chain = process({
    pipelines: pipelines(
      [
        pipeline('ci', [job('unit')], { when: [{ kind: 'push', to: 'feature/*' }] }),
        pipeline('docs', [job('docs')], { when: [{ kind: 'pipeline', pipeline: 'ci' }], paths: ['docs*'] }),
        pipeline('site', [job('site')], { when: [{ kind: 'pipeline', pipeline: 'ci' }] }),
      ],
      {},
    ),
  })

  it('starts when that has passed and it has something to do, for the same branch', () => {
    const track = new Track(chain)
    track.push('feature/tea', { shop: 'tea' })
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: passed', '2 site of branch:feature/tea: passed'])
  })

  it('does not start when that has failed', () => {
    const track = new Track(chain)
    track.job('unit', red)
    track.push('feature/tea', { shop: 'tea' })
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: failed'])
  })

  it('replaces none that is for another branch', () => {
    const track = new Track(chain)
    track.job('site', 'later')
    track.push('feature/tea', { shop: 'tea' })
    track.push('feature/jam', { shop: 'jam' })
    track.push('feature/tea', { shop: 'green tea' })
    expect(track.runs().filter((run) => run.includes('site'))).toEqual([
      '2 site of branch:feature/tea: replaced',
      '4 site of branch:feature/jam: under way',
      '6 site of branch:feature/tea: under way',
    ])
  })

  it('starts again when that is run again', () => {
    const track = new Track(chain)
    track.push('feature/tea', { shop: 'tea' })
    track.again('dora', 'ci', { branch: 'feature/tea' })
    expect(track.runs()).toEqual([
      '1 ci of branch:feature/tea: passed',
      '2 site of branch:feature/tea: passed',
      '3 ci of branch:feature/tea: passed',
      '4 site of branch:feature/tea: passed',
    ])
  })
})
