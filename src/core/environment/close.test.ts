import { describe, expect, it } from 'vitest'
import { environment, plainProcess } from '../testing/facts.ts'
import { Stage } from '../testing/stage.ts'

function previews(fact: Parameters<typeof environment>[1] = {}): Stage {
  const preview = environment('preview', {
    kind: 'each',
    takes: [{ kind: 'change', into: null, label: null }],
    address: 'preview-<change>',
    ...fact,
  })
  const stage = new Stage(plainProcess({ environments: { preview } }))
  stage.since()
  return stage
}

describe('taking an environment down', () => {
  it('is done again until nothing is left, and what is left over is shown', () => {
    const stage = previews()
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    stage.since()
    stage.world('target.remove', () => ({ kind: 'done', value: { left: ['a disk'] } }))
    stage.shut('dora', 1)
    expect(stage.since()).toEqual(['remove preview/change/1'])
    expect(stage.state.environments.get('preview/change/1')?.closing?.left).toEqual(['a disk'])
    stage.world('target.remove', () => ({ kind: 'failed', code: 'no-answer', detail: 'the target is away' }))
    stage.waitMinutes(1)
    expect(stage.since()).toEqual(['remove preview/change/1: failed', 'remove preview/change/1: failed'])
    expect(stage.state.environments.get('preview/change/1')?.closing?.left).toEqual(['a disk'])
    stage.world('target.remove', () => ({ kind: 'done', value: { left: [] } }))
    stage.waitMinutes(1)
    expect(stage.since()).toEqual(['remove preview/change/1'])
    expect(stage.state.environments.has('preview/change/1')).toBe(false)
  })

  it('is asked for again, above what the target was told by somebody else', () => {
    const stage = previews()
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    const asked: number[] = []
    stage.world('target.remove', ({ generation }) => {
      asked.push(generation)
      return { kind: 'done', value: generation < 9 ? { left: ['all of it'], superseded: 8 } : { left: [], superseded: null } }
    })
    stage.say('dora', { kind: 'change.close', change: 1 })
    stage.wait(60_000)
    expect(asked).toEqual([2, 9])
    expect(stage.state.environments.has('preview/change/1')).toBe(false)
  })

  it('withdraws the rollout that is under way, and its late receipt changes nothing', () => {
    const stage = previews()
    stage.slow('preview/change/1')
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    stage.since()
    stage.shut('dora', 1)
    expect(stage.since()).toEqual(['serve bytes of tea in preview/change/1 (1, 100%): cancelled', 'remove preview/change/1'])
    expect([...stage.state.rollouts.entries(), ...stage.state.environments.entries()]).toEqual([])
  })

  it('is left to a maintainer where the file stopped naming a shared environment', () => {
    const stage = new Stage(plainProcess())
    stage.repository.process = {
      ...plainProcess({ environments: {} }),
      digest: 'without',
      pipelines: { ...plainProcess().pipelines, digest: 'without' },
    }
    stage.push('main', { shop: 'tea' })
    expect(stage.serves('staging')).toBe('bytes of v0')
    expect(stage.why('staging')).toEqual(['declared: undeclared'])
    stage.since()
    expect(stage.close('dora', 'staging')).toBe('not-allowed: a maintainer takes down what the file does not name')
    expect(stage.rollBack('dora', 'staging')).toBe('no-environment: there is no environment staging')
    expect(stage.holds('max', 'staging')).toBe('held')
    expect(stage.close('max', 'staging')).toBe('closing')
    expect(stage.since()).toEqual(['remove staging'])
    expect(stage.state.environments.has('staging')).toBe(false)
  })

  it('ends what there was one of for each when the file means one for all by the name', () => {
    const stage = previews()
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    const preview = environment('preview', { takes: [{ kind: 'branch', branch: 'main' }] })
    const process = plainProcess({ environments: { preview } })
    stage.repository.process = { ...process, digest: 'one', pipelines: { ...process.pipelines, digest: 'one' } }
    stage.push('main', { docs: 'a page' })
    expect(Array.from(stage.state.environments.values(), (row) => row.id)).toEqual(['preview'])
    expect(stage.serves('preview')).toBe('bytes of v0')
  })

  it('of a shared environment is not for the asking', () => {
    const stage = new Stage(plainProcess())
    expect(stage.close('max', 'staging')).toBe('shared: staging is shared: it goes when the file does not name it any more')
  })
})
