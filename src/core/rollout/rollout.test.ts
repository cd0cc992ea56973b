import { describe, expect, it } from 'vitest'
import { lab, rollout } from '../testing/lab.ts'
import { failedJob, isRun, notReady, type Stage } from '../testing/stage.ts'

const minute = 60_000

/** What touched the environment, without what was built. */
function serving(stage: Stage): string[] {
  return stage.since().filter((deed) => !deed.startsWith('run image'))
}

describe('a rollout', () => {
  it('migrates what changes, activates all of it, then verifies', () => {
    const stage = lab({ verify: ['smoke', 'load'] })
    stage.push('main', { shop: 'tea', api: 'one' })
    stage.push('main', { api: 'two' })
    expect(serving(stage)).toEqual([
      'migrate lab/shop',
      'migrate lab/api',
      'serve api: bytes of one, shop: bytes of tea in lab (2, 100%)',
      'run smoke at lab',
      'run load at lab',
      'migrate lab/api',
      'serve api: bytes of two, shop: bytes of tea in lab (3, 100%)',
      'run smoke at lab',
      'run load at lab',
    ])
  })

  it('takes its shares one after the other, and watches between them', () => {
    const stage = lab({ rollout: rollout([10, 50, 100], 5 * minute) })
    stage.waitMinutes(10)
    stage.since()
    stage.push('main', { shop: 'tea' })
    expect(serving(stage)).toEqual(['migrate lab/shop', 'serve bytes of tea in lab (2, 10%)'])
    stage.wait(5 * minute - 1)
    expect(serving(stage)).toEqual([])
    stage.wait(1)
    expect(serving(stage)).toEqual(['serve bytes of tea in lab (2, 50%)'])
    expect(stage.serves('lab')).toBe('bytes of v0')
    stage.wait(5 * minute)
    expect(serving(stage)).toEqual(['serve bytes of tea in lab (2, 100%)'])
    expect(stage.serves('lab')).toBe('bytes of tea')
  })

  it('is told as these events, and no others', () => {
    const stage = lab()
    const mark = stage.events.length
    stage.push('main', { shop: 'tea' })
    expect(stage.story(mark).filter((kind) => kind.startsWith('rollout') || kind.startsWith('environment'))).toEqual([
      'environment.candidate',
      'environment.related',
      'rollout.started',
      'rollout.moved',
      'rollout.moved',
      'rollout.moved',
      'rollout.activating',
      'rollout.moved',
      'rollout.ended',
      'environment.deployed',
    ])
  })

  it('is one at a time: of two in quick succession the latest goes next', () => {
    const stage = lab()
    stage.slow('lab')
    stage.push('main', { shop: 'tea' })
    stage.push('main', { shop: 'jam' })
    stage.push('main', { shop: 'milk' })
    expect(stage.why('lab')).toEqual(['rollout: under-way'])
    stage.release('target.activate')
    expect(stage.serves('lab')).toBe('bytes of tea')
    stage.release('target.activate')
    expect(serving(stage)).toEqual([
      'migrate lab/shop',
      'serve bytes of tea in lab (2, 100%)',
      'migrate lab/shop',
      'serve bytes of milk in lab (3, 100%)',
    ])
  })

  it('goes on though a newer commit comes while it migrates', () => {
    const stage = lab()
    stage.world('database.migrate', () => 'later')
    stage.push('main', { shop: 'tea' })
    stage.push('main', { shop: 'jam' })
    stage.release('database.migrate')
    expect(stage.serves('lab')).toBe('bytes of tea')
  })
})

describe('a rollout that cannot be brought to its end', () => {
  it('serves again what served before, with a higher generation, does not go again by itself, and is told', () => {
    const stage = lab()
    stage.neverReady('lab')
    stage.notReadyOnce('lab')
    stage.world('target.activate', (work) => (work.generation === 3 ? 'as usual' : null))
    stage.push('main', { shop: 'tea' })
    expect(serving(stage)).toEqual([
      'migrate lab/shop',
      'serve bytes of tea in lab (2, 100%): not-ready',
      'serve bytes of v0 in lab (3, 100%)',
      'tell chat: rollout aborted',
    ])
    expect(stage.serves('lab')).toBe('bytes of v0')
    expect(stage.why('lab')).toEqual(['failed: failed-before'])
    stage.push('main', { docs: 'a page' })
    stage.waitMinutes(60)
    expect(serving(stage)).toEqual([])
  })

  it('returns to what served before as it was: as many instances, at the same address', () => {
    const stage = lab({ instances: 2, address: 'shop' })
    const { lab: fact } = stage.repository.process.environments
    const bigger = { lab: { ...fact!, instances: 30, address: 'boutique' } }
    stage.repository.process = {
      ...stage.repository.process,
      environments: bigger,
      digest: 'bigger',
      pipelines: { ...stage.repository.process.pipelines, digest: 'bigger' },
    }
    const told: unknown[] = []
    stage.world('target.activate', (work) => {
      told.push([work.generation, work.components['shop']?.instances, work.address])
      return work.components['shop']?.instances === 30 ? notReady : null
    })
    stage.push('main', { shop: 'tea' })
    expect(told).toEqual([
      [2, 30, 'boutique'],
      [3, 2, 'shop'],
    ])
  })

  it('activates nothing when a migration fails', () => {
    const stage = lab()
    stage.world('database.migrate', () => ({ kind: 'done', value: { kind: 'failed', detail: 'a column is there already' } }))
    stage.push('main', { shop: 'tea' })
    expect(serving(stage)).toEqual(['migrate lab/shop: failed', 'tell chat: rollout aborted'])
    expect(stage.why('lab')).toEqual(['failed: failed-before'])
  })

  it('goes back when a verification fails, and ends the others', () => {
    const stage = lab({ verify: ['load', 'smoke'] })
    stage.world('job.run', (work) => (isRun(work, 'load') ? 'later' : isRun(work, 'smoke') ? failedJob : null))
    stage.push('main', { shop: 'tea' })
    expect(serving(stage)).toEqual([
      'migrate lab/shop',
      'serve bytes of tea in lab (2, 100%)',
      'run smoke at lab',
      'run load at lab',
      'serve bytes of v0 in lab (3, 100%)',
      'tell chat: rollout aborted',
    ])
    expect([...stage.state.runs.entries()]).toEqual([])
  })

  it('ends where there is nothing to go back to, and is told', () => {
    const stage = lab({ go: [{ kind: 'by-hand' }] })
    stage.notReadyOnce('lab')
    stage.promote('dora', 'lab')
    expect(serving(stage)).toEqual(['migrate lab/shop', 'serve bytes of v0 in lab (1, 100%): not-ready', 'tell chat: rollout aborted'])
    expect([stage.serves('lab'), stage.why('lab')]).toEqual([null, ['failed: failed-before', 'go: by-hand']])
    stage.promote('dora', 'lab')
    stage.retry('dora', 'lab')
    expect(stage.serves('lab')).toBe('bytes of v0')
  })

  it('is held, and told twice, when going back fails as well', () => {
    const stage = lab()
    stage.neverReady('lab')
    stage.push('main', { shop: 'tea' })
    expect(serving(stage)).toEqual([
      'migrate lab/shop',
      'serve bytes of tea in lab (2, 100%): not-ready',
      'serve bytes of v0 in lab (3, 100%): not-ready',
      'tell chat: rollout aborted',
    ])
    expect(stage.state.environments.get('lab')?.hold).toMatchObject({ by: 'branchline core', reason: 'going back failed: not-ready' })
    expect(stage.why('lab')).toEqual(['hold: held', 'failed: failed-before'])
    stage.world('target.activate', () => 'as usual')
    expect(stage.rollBack('dora', 'lab', { generation: 1 })).toBe('going-back')
    expect(serving(stage)).toEqual(['serve bytes of v0 in lab (4, 100%)'])
  })

  it('is told above what the target knows when that is higher, without migrating again', () => {
    const stage = lab()
    stage.world('target.activate', (work) =>
      work.generation < 40 ? { kind: 'done', value: { kind: 'superseded', generation: 41 } } : null,
    )
    stage.push('main', { shop: 'tea' })
    expect(serving(stage)).toEqual([
      'migrate lab/shop',
      'serve bytes of tea in lab (2, 100%): superseded',
      'serve bytes of tea in lab (42, 100%)',
    ])
    expect(stage.state.environments.get('lab')?.current).toMatchObject({ generation: 42 })
  })

  it('does not fight for ever with another installation', () => {
    const stage = lab()
    stage.world('target.activate', (work) => ({ kind: 'done', value: { kind: 'superseded', generation: work.generation + 1 } }))
    stage.push('main', { shop: 'tea' })
    expect(serving(stage).at(-1)).toBe('tell chat: rollout aborted')
    expect(stage.state.environments.get('lab')?.hold).toMatchObject({ reason: 'going back failed: superseded' })
  })
})

describe('a migration of which nobody knows how it ended', () => {
  it('waits for a maintainer who says that it was done', () => {
    const stage = lab({}, { notify: { chat: [{ news: 'waiting too long', environment: null }] } })
    const effect = unknown(stage)
    expect(serving(stage)).toEqual(['migrate lab/shop: unknown', 'tell chat: waiting too long'])
    stage.wait(24 * 60 * minute)
    expect(serving(stage)).toEqual([])
    expect(stage.resolve('dora', effect, 'done')).toBe('not-allowed: a maintainer says how an effect ended')
    expect(stage.resolve('max', effect, 'done')).toBe('resolved')
    expect(serving(stage)).toEqual(['serve bytes of tea in lab (2, 100%)'])
    expect(stage.resolve('max', effect, 'done')).toMatch('not-awaited')
  })

  it('or that it was not', () => {
    const stage = lab()
    const effect = unknown(stage)
    stage.since()
    expect(stage.resolve('max', effect, 'failed')).toBe('resolved')
    expect(serving(stage)).toEqual(['tell chat: rollout aborted'])
    expect(stage.why('lab')).toEqual(['failed: failed-before'])
  })

  it('does not keep anybody from ending the rollout', () => {
    const stage = lab()
    const effect = unknown(stage)
    expect(stage.abort('dora', 'lab')).toBe('aborted')
    expect(stage.serves('lab')).toBe('bytes of v0')
    expect(stage.resolve('max', effect, 'done')).toBe('resolved')
    expect([stage.serves('lab'), stage.why('lab')]).toEqual(['bytes of v0', ['failed: failed-before']])
  })

  function unknown(stage: Stage): string {
    stage.world('database.migrate', () => ({ kind: 'unknown', detail: 'the worker is gone' }))
    stage.push('main', { shop: 'tea' })
    return [...stage.state.pending.values()].find((row) => row.work === 'database.migrate')?.id ?? ''
  }
})

describe('a step that takes too long', () => {
  it('is told when its deadline has passed, and the rollout can be ended', () => {
    const stage = lab({}, { notify: { chat: [{ news: 'waiting too long', environment: null }] } })
    stage.slow('lab', (work) => work.generation === 2)
    stage.push('main', { shop: 'tea' })
    stage.since()
    stage.waitMinutes(60)
    expect(stage.since()).toEqual([])
    stage.waitMinutes(1)
    expect(stage.since()).toEqual(['tell chat: waiting too long'])
    expect(stage.abort('dora', 'lab')).toBe('aborted')
    expect(stage.since()).toEqual(['serve bytes of tea in lab (2, 100%): cancelled', 'serve bytes of v0 in lab (3, 100%)'])
  })
})
