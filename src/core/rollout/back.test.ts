import { describe, expect, it } from 'vitest'
import { lab } from '../testing/lab.ts'
import { notReady, type Stage } from '../testing/stage.ts'

/** v0, tea, jam and milk have served, in this order; the api is as old as jam. */
function grown(fact: Parameters<typeof lab>[0] = {}): Stage {
  const stage = lab(fact)
  stage.push('main', { shop: 'tea', api: 'one' })
  stage.push('main', { shop: 'jam', api: 'two' })
  stage.push('main', { shop: 'milk' })
  stage.since()
  return stage
}

describe('going back', () => {
  it('serves what served before, whole, and holds it there against what is newer', () => {
    const stage = grown()
    expect(stage.rollBack('dora', 'lab')).toBe('going-back')
    expect(stage.since()).toEqual(['serve api: bytes of two, shop: bytes of jam in lab (5, 100%)'])
    expect(stage.state.environments.get('lab')?.current).toMatchObject({ kind: 'back', by: 'dora', generation: 5, origin: 3 })
    expect(stage.why('lab')).toEqual(['hold: held'])
    stage.push('main', { shop: 'cocoa' })
    stage.waitMinutes(60)
    expect(stage.serves('lab')).toBe('bytes of jam')
    stage.free('dora', 'lab')
    expect(stage.serves('lab')).toBe('bytes of cocoa')
  })

  it('a second time goes further, not forth again', () => {
    const stage = grown()
    stage.rollBack('dora', 'lab')
    stage.rollBack('dora', 'lab')
    expect(stage.since().at(-1)).toBe('serve api: bytes of one, shop: bytes of tea in lab (6, 100%)')
    stage.rollBack('dora', 'lab')
    expect(stage.rollBack('dora', 'lab')).toBe('no-way-back: there is nothing lab can go back to')
    expect(stage.serves('lab')).toBe('bytes of v0')
    expect(stage.rollBack('dora', 'lab', { generation: 4 })).toBe('going-back')
    expect(stage.serves('lab')).toBe('bytes of milk')
  })

  it('takes one component where that is wanted, to its newest other bytes', () => {
    const stage = grown()
    stage.rollBack('dora', 'lab', { component: 'api' })
    expect(stage.since()).toEqual(['serve api: bytes of one, shop: bytes of milk in lab (5, 100%)'])
    expect(stage.rollBack('dora', 'lab', { component: 'api' })).toBe('no-way-back: there is nothing lab can go back to')
    expect(stage.rollBack('dora', 'lab', { component: 'nothing' })).toBe('no-component: lab has no component nothing')
    expect(stage.rollBack('dora', 'lab')).toBe('going-back')
    expect(stage.since()).toEqual(['serve api: bytes of one, shop: bytes of tea in lab (6, 100%)'])
  })

  it('goes to the generation that is named, also of one component', () => {
    const stage = grown()
    expect(stage.rollBack('dora', 'lab', { generation: 9 })).toBe('no-way-back: there is nothing lab can go back to')
    expect(stage.rollBack('dora', 'lab', { generation: 1, component: 'api' })).toBe('no-way-back: there is nothing lab can go back to')
    stage.rollBack('dora', 'lab', { generation: 2, component: 'shop' })
    expect(stage.since()).toEqual(['serve api: bytes of two, shop: bytes of tea in lab (5, 100%)'])
    stage.rollBack('dora', 'lab', { generation: 1 })
    expect(stage.since()).toEqual(['serve bytes of v0 in lab (6, 100%)'])
  })

  it('is refused while something is rolled out, where nothing serves, and where it is the first', () => {
    const stage = grown()
    stage.slow('lab', (work) => work.generation === 5)
    stage.push('main', { shop: 'cocoa' })
    expect(stage.rollBack('dora', 'lab')).toBe('rolling-out: a rollout to lab is under way: abort it first')
    expect(lab({ go: [{ kind: 'by-hand' }] }).rollBack('dora', 'lab')).toBe('nothing-serves: nothing serves in lab')
    expect(lab().rollBack('dora', 'lab')).toBe('no-way-back: there is nothing lab can go back to')
  })

  it('is possible while the line is stopped, all is held, and the forge is down', () => {
    const stage = grown()
    stage.stop('max')
    stage.holds('max', 'lab', 'nobody touches this')
    for (const kind of ['lookup.commit', 'lookup.relation', 'lookup.ref', 'lookup.process', 'lookup.artifact'] as const) {
      stage.world(kind, () => ({ kind: 'failed', code: 'no-answer', detail: 'the forge is down' }))
    }
    stage.push('main', { shop: 'cocoa' })
    stage.rollBack('dora', 'lab')
    expect(stage.since().filter((deed) => deed.startsWith('serve'))).toEqual([
      'serve api: bytes of two, shop: bytes of jam in lab (5, 100%)',
    ])
  })

  it('is possible where the file does not name the environment any more, as it stood there', () => {
    const stage = grown({ instances: 3 })
    const process = { ...stage.repository.process, environments: {} }
    stage.repository.process = { ...process, digest: 'without', pipelines: { ...process.pipelines, digest: 'without' } }
    stage.push('main', { docs: 'a page' })
    const instances: (number | undefined)[] = []
    stage.world('target.activate', (work) => {
      instances.push(work.components['shop']?.instances)
      return null
    })
    expect(stage.rollBack('max', 'lab')).toBe('going-back')
    expect([stage.serves('lab'), instances]).toEqual(['bytes of jam', [3]])
  })

  it('serves again what served when that is not ready, and stays held', () => {
    const stage = grown()
    stage.notReadyOnce('lab')
    stage.rollBack('dora', 'lab')
    expect(stage.since()).toEqual([
      'serve api: bytes of two, shop: bytes of jam in lab (5, 100%): not-ready',
      'serve api: bytes of two, shop: bytes of milk in lab (6, 100%)',
      'tell chat: rollout aborted',
    ])
    expect(stage.why('lab')).toEqual([])
    expect(stage.state.environments.get('lab')?.hold).toMatchObject({ by: 'dora', reason: 'rolled back' })
  })

  it('goes on above a generation that the target knew', () => {
    const stage = grown()
    stage.world('target.activate', (work) => (work.generation < 9 ? { kind: 'done', value: { kind: 'superseded', generation: 12 } } : null))
    stage.rollBack('dora', 'lab')
    expect(stage.since().at(-1)).toBe('serve api: bytes of two, shop: bytes of jam in lab (13, 100%)')
    expect(stage.serves('lab')).toBe('bytes of jam')
  })

  it('can be broken off, and then what served serves again', () => {
    const stage = grown()
    stage.slow('lab', (work) => work.generation === 5)
    stage.rollBack('dora', 'lab')
    stage.abort('dora', 'lab')
    expect(stage.since()).toEqual([
      'serve api: bytes of two, shop: bytes of jam in lab (5, 100%): cancelled',
      'serve api: bytes of two, shop: bytes of milk in lab (6, 100%)',
      'tell chat: rollout aborted',
    ])
  })

  it('leaves an environment that lost its way held, and what should serve can be told to serve again', () => {
    const stage = grown()
    stage.world('target.activate', () => notReady)
    stage.rollBack('dora', 'lab')
    expect(stage.state.environments.get('lab')?.hold).toMatchObject({ by: 'branchline core' })
    stage.world('target.activate', () => 'as usual')
    stage.since()
    expect(stage.rollBack('dora', 'lab', { generation: 4 })).toBe('going-back')
    expect(stage.since()).toEqual(['serve api: bytes of two, shop: bytes of milk in lab (7, 100%)'])
  })
})
