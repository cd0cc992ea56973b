import { describe, expect, it } from 'vitest'
import { limits } from '../kernel/limits.ts'
import { environment, job, pipeline, pipelines, process } from '../testing/facts.ts'
import { green, Track } from '../testing/track.ts'

describe('evidence', () => {
  it('is forgotten when there is much of it, and never where something stands on its tree', () => {
    const ci = pipeline('ci', [job('image', { builds: ['shop'], artifacts: ['dist'] })], { when: [{ kind: 'push', to: null }] })
    const lab = environment('lab', { takes: [{ kind: 'branch', branch: 'main' }] })
    const track = new Track(process({ pipelines: pipelines([ci], { shop: { pipeline: 'ci', job: 'image' } }), environments: { lab } }))
    track.push('feature/kept', { shop: 'kept' })
    track.world('job.run', () => green({ artifact: 'bytes' }))
    track.world('lookup.artifact', () => ({ kind: 'done', value: null }))
    for (let i = 0; i < limits.evidenceMax; i++) track.push('feature/tea', { shop: `tea ${i}` })
    const trees = new Set([...track.state.evidence.values()].map((row) => row.tree))
    const standing = [...track.state.branches.values()].map((row) => row.facts?.tree ?? '')
    expect(track.state.evidence.size).toBeLessThanOrEqual(limits.evidenceMax)
    expect(standing.map((tree) => trees.has(tree))).toEqual([true, true, true])
    expect(track.again('dora', 'ci', { branch: 'feature/kept' })).toBe('started')
  })

  it('is of a pipeline as it is written: with other rights it runs again', () => {
    const rights = (secrets: readonly string[]) =>
      process({
        pipelines: pipelines([pipeline('ci', [job('unit', { definition: 'same', secrets })], { when: [{ kind: 'push', to: null }] })], {}),
        branches: [],
      })
    const track = new Track(rights(['key', 'root']))
    track.push('feature/tea', { shop: 'tea' })
    track.since()
    track.repository.process = rights(['key'])
    track.push('main', { shop: 'jam' }, 'max')
    expect(track.runs().filter((run) => run.includes('feature/tea'))).toEqual([
      '3 ci of branch:feature/tea: passed',
      '5 ci of branch:feature/tea: passed',
    ])
  })
})
