import { describe, expect, it } from 'vitest'
import { environment, plainProcess } from '../testing/facts.ts'
import { Stage } from '../testing/stage.ts'

function shared(fact: Parameters<typeof environment>[1]): Stage {
  const stage = new Stage(plainProcess({ environments: { lab: environment('lab', fact) } }))
  stage.since()
  return stage
}

const anyBranch = { takes: [{ kind: 'branch' as const, branch: '*' }] }
const labelled = { takes: [{ kind: 'change' as const, into: null, label: 'show' }] }

describe('what a shared environment takes', () => {
  it('is each new head of its branch', () => {
    const stage = shared({ takes: [{ kind: 'branch', branch: 'main' }] })
    stage.push('main', { shop: 'tea' })
    stage.push('main', { shop: 'jam' })
    expect(stage.since()).toEqual([
      'run unit',
      'run image',
      'serve bytes of tea in lab (2, 100%)',
      'run unit',
      'run image',
      'serve bytes of jam in lab (3, 100%)',
    ])
  })

  it('is not deployed again where the bytes are the same under another commit, and the commit is noted', () => {
    const stage = shared({ takes: [{ kind: 'branch', branch: 'main' }] })
    const mark = stage.events.length
    const commit = stage.push('main', { docs: 'a page' })
    expect(stage.since()).toEqual(['run unit', 'run image'])
    expect(stage.state.environments.get('lab')?.current).toMatchObject({ generation: 1, set: { commit } })
    expect(stage.story(mark).filter((kind) => kind.startsWith('environment') || kind.startsWith('rollout'))).toEqual(['environment.same'])
  })

  it('is a branch that somebody chooses where it takes any: choosing is saying go, for that commit', () => {
    const stage = shared({ ...anyBranch, go: [{ kind: 'by-hand' }] })
    stage.push('feature/tea', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['source: choose'])
    expect(stage.promote('dora', 'lab', { branch: 'feature/tea' })).toBe('chosen')
    expect(stage.serves('lab')).toBe('bytes of tea')
    stage.push('feature/tea', { shop: 'green tea' })
    expect(stage.serves('lab')).toBe('bytes of tea')
    expect(stage.why('lab')).toEqual(['go: by-hand'])
    expect(stage.promote('dora', 'lab')).toBe('promoted')
    expect(stage.serves('lab')).toBe('bytes of green tea')
  })

  it('is what was chosen, not what was pushed between the choice and its build', () => {
    const stage = shared({ ...anyBranch, go: [{ kind: 'by-hand' }] })
    stage.world('job.run', () => 'later')
    stage.push('feature/tea', { shop: 'tea' })
    stage.promote('dora', 'lab', { branch: 'feature/tea' })
    stage.push('feature/tea', { shop: 'green tea' })
    for (let i = 0; i < 4; i++) stage.release('job.run')
    expect(stage.serves('lab')).toBe(null)
    expect(stage.why('lab')).toEqual(['go: by-hand'])
  })

  it('follows the file again when what was chosen is gone', () => {
    const stage = shared({ takes: [{ kind: 'branch', branch: 'main' }, ...labelled.takes] })
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea', { labels: ['show'] })
    expect(stage.promote('dora', 'lab', { change: 1 })).toBe('chosen')
    expect(stage.serves('lab')).toBe('bytes of tea')
    stage.push('main', { shop: 'jam' })
    expect(stage.serves('lab')).toBe('bytes of tea')
    stage.shut('dora', 1)
    expect(stage.serves('lab')).toBe('bytes of jam')
  })

  it('refuses what its source does not hold', () => {
    const stage = shared({ takes: [{ kind: 'branch', branch: 'main' }] })
    stage.push('feature/tea', { shop: 'tea' })
    expect(stage.promote('dora', 'lab', { branch: 'feature/tea' })).toBe('not-taken: lab does not take that')
    expect(stage.promote('dora', 'lab', { branch: 'nowhere' })).toBe('not-taken: lab does not take that')
    expect(stage.promote('dora', 'lab')).toBe('nothing-waits: nothing waits for lab')
    expect(stage.promote('dora', 'nowhere')).toBe('no-environment: there is no environment nowhere')
  })
})

describe('a change with a label', () => {
  it('goes where the label leads, as soon as it has it', () => {
    const stage = shared(labelled)
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    expect(stage.serves('lab')).toBe(null)
    stage.edit('dora', 1, ['show'])
    expect(stage.serves('lab')).toBe('bytes of tea')
  })

  it('goes no more once its label, or itself, is gone', () => {
    const stage = shared({ ...labelled, go: [{ kind: 'by-hand' }] })
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea', { labels: ['show'] })
    expect(stage.why('lab')).toEqual(['go: by-hand'])
    stage.edit('dora', 1, [])
    expect(stage.promote('dora', 'lab')).toBe('nothing-waits: nothing waits for lab')
    stage.edit('dora', 1, ['show'])
    expect(stage.why('lab')).toEqual(['go: by-hand'])
    stage.shut('dora', 1)
    expect(stage.promote('dora', 'lab')).toBe('nothing-waits: nothing waits for lab')
    expect(stage.serves('lab')).toBe(null)
  })

  it('gives way to a newer one', () => {
    const stage = shared(labelled)
    for (const name of ['tea', 'jam']) {
      stage.push(`feature/${name}`, { shop: name })
      stage.open('dora', `feature/${name}`, { labels: ['show'] })
    }
    expect(stage.serves('lab')).toBe('bytes of jam')
  })
})
