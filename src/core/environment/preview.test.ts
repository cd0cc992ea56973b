import { describe, expect, it } from 'vitest'
import { environment, plainProcess } from '../testing/facts.ts'
import { isRun, Stage } from '../testing/stage.ts'

const day = 24 * 60 * 60_000

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

function features(fact: Parameters<typeof environment>[1] = {}): Stage {
  const feature = environment('feature', {
    kind: 'each',
    takes: [{ kind: 'branch', branch: 'feature/*' }],
    address: 'feature-<branch>',
    ...fact,
  })
  const stage = new Stage(plainProcess({ environments: { feature } }))
  stage.since()
  return stage
}

describe('an environment for each branch', () => {
  it('comes with the first push, is rebuilt on each push, and goes with the branch', () => {
    const stage = features()
    stage.push('feature/tea', { shop: 'tea' })
    stage.push('feature/tea', { shop: 'green tea' })
    stage.deleteBranch('feature/tea')
    expect(stage.since()).toEqual([
      'run unit',
      'run image',
      'serve bytes of tea in feature/branch/feature/tea (1, 100%)',
      'run unit',
      'run image',
      'serve bytes of green tea in feature/branch/feature/tea (2, 100%)',
      'remove feature/branch/feature/tea',
    ])
    expect([...stage.state.environments.entries()]).toEqual([])
  })

  it('is at an address of its own, also where two names become one word', () => {
    const stage = features()
    stage.push('feature/tea', { shop: 'tea' })
    stage.push('feature/Tea_', { shop: 'other tea' })
    const addresses = Array.from(stage.state.environments.values(), (row) => row.current?.place.address ?? '').toSorted()
    expect(addresses).toEqual(['feature-feature-tea', expect.stringMatching(/^feature-feature-tea-[0-9a-f]{6}$/)])
  })

  it('is verified by itself, also where the name of another begins like its own', () => {
    const stage = features({ verify: ['smoke'] })
    stage.push('feature/tea', { shop: 'tea' })
    stage.push('feature/tea#1', { shop: 'other tea' })
    stage.world('job.run', (work) => (isRun(work, 'smoke') ? 'later' : null))
    stage.push('feature/tea#1', { shop: 'green tea' })
    stage.push('feature/tea', { shop: 'black tea' })
    const smokes = () => stage.waiting.map(({ work }) => (work.kind === 'job.run' ? work.at : null))
    expect(smokes()).toEqual(['feature/branch/feature/tea#1', 'feature/branch/feature/tea'])
    stage.release('job.run', undefined, (work) => work.kind === 'job.run' && work.at === 'feature/branch/feature/tea')
    expect(smokes()).toEqual(['feature/branch/feature/tea#1'])
  })

  it('is not made for a branch that somebody without write access pushed', () => {
    const stage = features()
    stage.push('feature/tea', { shop: 'tea' }, 'vic')
    expect(stage.since()).toEqual([])
    expect(stage.state.environments.has('feature/branch/feature/tea')).toBe(false)
  })
})

describe('an environment for each change', () => {
  it('comes when the change is opened and goes when it is closed', () => {
    const stage = previews()
    stage.push('feature/tea', { shop: 'tea' })
    stage.since()
    stage.open('dora', 'feature/tea')
    expect(stage.since()).toEqual(['serve bytes of tea in preview/change/1 (1, 100%)'])
    expect(stage.state.environments.get('preview/change/1')?.current?.place.address).toBe('preview-1')
    stage.shut('dora', 1)
    expect(stage.since()).toEqual(['remove preview/change/1'])
    expect(stage.state.environments.has('preview/change/1')).toBe(false)
  })

  it('waits where as many stand as may, and has room as soon as one goes', () => {
    const stage = previews({ limit: 2 })
    for (const name of ['tea', 'jam', 'milk']) {
      stage.push(`feature/${name}`, { shop: name })
      stage.open('dora', `feature/${name}`)
    }
    expect(stage.serves('preview/change/3')).toBe(null)
    expect(stage.why('preview/change/3')).toEqual(['room: full'])
    stage.since()
    stage.shut('dora', 1)
    expect(stage.since()).toEqual(['remove preview/change/1', 'serve bytes of milk in preview/change/3 (1, 100%)'])
  })

  it('waits for room as long as it takes: what never stood is not idle', () => {
    const stage = previews({ limit: 1, expire: { kind: 'idle', age: { kind: 'days', days: 7 } } })
    for (const name of ['tea', 'jam']) {
      stage.push(`feature/${name}`, { shop: name })
      stage.open('dora', `feature/${name}`)
    }
    for (let i = 0; i < 5; i++) {
      stage.wait(5 * day)
      stage.push('feature/tea', { shop: `tea ${i}` })
    }
    stage.shut('dora', 1)
    expect(stage.serves('preview/change/2')).toBe('bytes of jam')
  })

  it('leaves its room to the next when its first rollout fails', () => {
    const stage = previews({ limit: 1 })
    stage.slow('preview/change/1')
    for (const name of ['tea', 'jam']) {
      stage.push(`feature/${name}`, { shop: name })
      stage.open('dora', `feature/${name}`)
    }
    expect(stage.why('preview/change/2')).toEqual(['room: full'])
    stage.release('target.activate', { kind: 'done', value: { kind: 'not-ready', component: 'shop', detail: 'no answer' } })
    expect(stage.serves('preview/change/2')).toBe('bytes of jam')
  })

  it('is taken down when idle, stays away, and comes back with the next push', () => {
    const stage = previews({ expire: { kind: 'idle', age: { kind: 'days', days: 7 } } })
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    stage.since()
    stage.wait(6 * day)
    expect(stage.since()).toEqual([])
    stage.wait(day)
    expect(stage.since()).toEqual(['remove preview/change/1'])
    expect(stage.why('preview/change/1')).toEqual(['source: dormant'])
    stage.push('main', { docs: 'a page' }, 'max')
    stage.wait(30 * day)
    expect(stage.serves('preview/change/1')).toBe(null)
    stage.since()
    stage.push('feature/tea', { shop: 'green tea' })
    expect(stage.since()).toEqual(['run unit', 'run image', 'serve bytes of green tea in preview/change/1 (3, 100%)'])
  })

  it('is announced a day before it is taken down, each time anew', () => {
    const preview = environment('preview', {
      kind: 'each',
      takes: [{ kind: 'change', into: null, label: null }],
      expire: { kind: 'idle', age: { kind: 'days', days: 7 } },
    })
    const stage = new Stage(
      plainProcess({ environments: { preview }, notify: { chat: [{ news: 'environment expiring', environment: 'preview' }] } }),
    )
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    stage.since()
    stage.wait(6 * day)
    expect(stage.since()).toEqual(['tell chat: environment expiring'])
    stage.push('feature/tea', { docs: 'how to sell tea' })
    stage.since()
    stage.wait(7 * day)
    expect(stage.since()).toEqual(['tell chat: environment expiring', 'remove preview/change/1'])
  })

  it('has its whole time again when it comes back', () => {
    const stage = previews({ expire: { kind: 'after', age: { kind: 'days', days: 2 } } })
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    stage.wait(day)
    stage.push('feature/tea', { shop: 'green tea' })
    stage.wait(day)
    expect(stage.serves('preview/change/1')).toBe(null)
    stage.wait(5 * day)
    stage.push('feature/tea', { shop: 'black tea' })
    stage.wait(2 * day - 1)
    expect(stage.serves('preview/change/1')).toBe('bytes of black tea')
    stage.wait(1)
    expect(stage.serves('preview/change/1')).toBe(null)
  })

  it('counts as used when a push changes nothing in its bytes', () => {
    const stage = previews({ expire: { kind: 'idle', age: { kind: 'days', days: 7 } } })
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    stage.wait(6 * day)
    stage.push('feature/tea', { docs: 'how to sell tea' })
    stage.wait(6 * day)
    expect(stage.serves('preview/change/1')).toBe('bytes of tea')
    stage.wait(day)
    expect(stage.serves('preview/change/1')).toBe(null)
  })

  it('is not taken down, nor looked at again and again, while a rollout to it is held', () => {
    const stage = previews({ expire: { kind: 'idle', age: { kind: 'days', days: 7 } } })
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    stage.world('target.activate', () => 'later')
    stage.push('feature/tea', { shop: 'green tea' })
    stage.since()
    stage.wait(8 * day)
    expect(stage.since()).toEqual([])
    stage.release('target.activate')
    expect(stage.serves('preview/change/1')).toBe('bytes of green tea')
  })

  it('is taken down by hand, also while it is built, until its owner moves', () => {
    const stage = previews()
    stage.world('job.run', () => 'later')
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea')
    stage.since()
    expect(stage.close('dora', 'preview/change/1')).toBe('closing')
    for (let i = 0; i < 3; i++) stage.release('job.run')
    expect(stage.since()).toEqual(['remove preview/change/1', 'run unit', 'run image'])
    expect(stage.why('preview/change/1')).toEqual(['source: dormant'])
    stage.world('job.run', () => 'as usual')
    stage.push('feature/tea', { shop: 'green tea' })
    expect(stage.serves('preview/change/1')).toBe('bytes of green tea')
  })

  it('comes back at once when its label is taken away and given again while it is taken down', () => {
    const stage = previews({ takes: [{ kind: 'change', into: null, label: 'show' }] })
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea', { labels: ['show'] })
    stage.world('target.remove', () => 'later')
    stage.edit('dora', 1, [])
    expect(stage.state.environments.get('preview/change/1')?.closing).toMatchObject({ why: 'owner-gone' })
    stage.edit('dora', 1, ['show'])
    stage.since()
    stage.release('target.remove')
    expect(stage.since()).toEqual(['remove preview/change/1', 'serve bytes of tea in preview/change/1 (3, 100%)'])
  })
})

describe('an environment that is wanted again', () => {
  it('stays, however long it took to take it down', () => {
    const stage = previews({
      takes: [{ kind: 'change', into: null, label: 'show' }],
      expire: { kind: 'idle', age: { kind: 'days', days: 7 } },
    })
    stage.push('feature/tea', { shop: 'tea' })
    stage.open('dora', 'feature/tea', { labels: ['show'] })
    stage.world('target.remove', () => 'later')
    stage.edit('dora', 1, [])
    stage.wait(8 * day)
    stage.edit('dora', 1, ['show'])
    stage.release('target.remove')
    expect(stage.serves('preview/change/1')).toBe('bytes of tea')
  })
})
