import { describe, expect, it } from 'vitest'
import { lab, rollout } from '../testing/lab.ts'
import { isRun, notReady, type Stage } from '../testing/stage.ts'

const minute = 60_000

describe('a rollout that somebody ends', () => {
  it('before its first permit touches nothing', () => {
    const stage = lab()
    stage.world('target.activate', () => 'later')
    stage.world('database.migrate', () => 'later')
    stage.push('main', { shop: 'tea' })
    stage.holds('dora', 'lab')
    stage.release('database.migrate')
    stage.since()
    expect(stage.abort('dora', 'lab')).toBe('aborted')
    expect(stage.since()).toEqual(['tell chat: rollout aborted'])
    expect(stage.serves('lab')).toBe('bytes of v0')
    expect(stage.why('lab')).toEqual(['hold: held', 'failed: failed-before'])
  })

  it('while it migrates activates nothing, and what the migration comes to changes nothing', () => {
    const stage = lab()
    stage.world('database.migrate', () => 'later')
    stage.push('main', { shop: 'tea' })
    stage.since()
    stage.abort('dora', 'lab')
    expect(stage.since()).toEqual(['migrate lab/shop: cancelled', 'tell chat: rollout aborted'])
    expect([...stage.state.rollouts.entries(), ...stage.state.pending.entries()]).toEqual([])
  })

  it('while it activates goes back', () => {
    const stage = slow()
    stage.abort('dora', 'lab')
    expect(stage.since()).toEqual([
      'serve bytes of tea in lab (2, 100%): cancelled',
      'serve bytes of v0 in lab (3, 100%)',
      'tell chat: rollout aborted',
    ])
  })

  it('while it is watched goes back', () => {
    const stage = lab({ rollout: rollout([10, 100], 5 * minute) })
    stage.waitMinutes(5)
    stage.push('main', { shop: 'tea' })
    stage.since()
    stage.abort('dora', 'lab')
    expect(stage.since()).toEqual(['serve bytes of v0 in lab (3, 100%)', 'tell chat: rollout aborted'])
  })

  it('while it is verified goes back, and the verification ends', () => {
    const stage = lab({ verify: ['smoke'] })
    stage.world('job.run', (work) => (isRun(work, 'smoke') ? 'later' : null))
    stage.push('main', { shop: 'tea' })
    stage.since()
    stage.abort('dora', 'lab')
    expect(stage.since()).toEqual(['run smoke at lab', 'serve bytes of v0 in lab (3, 100%)', 'tell chat: rollout aborted'])
    expect([...stage.state.runs.entries()]).toEqual([])
  })

  it('while it goes back leaves the environment held: nobody knows what serves', () => {
    const stage = lab()
    stage.world('target.activate', (work) => (work.generation === 2 ? notReady : 'later'))
    stage.push('main', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['rollout: returning'])
    stage.since()
    expect(stage.abort('dora', 'lab')).toBe('aborted')
    expect(stage.since()).toEqual(['serve bytes of v0 in lab (3, 100%): cancelled', 'tell chat: rollout aborted'])
    expect(stage.state.environments.get('lab')?.hold).toMatchObject({ reason: 'going back failed: aborted' })
  })

  it('does not go again by itself, and the next commit does', () => {
    const stage = slow()
    stage.abort('dora', 'lab')
    stage.world('target.activate', () => 'as usual')
    stage.push('main', { docs: 'a page' })
    expect(stage.serves('lab')).toBe('bytes of v0')
    stage.push('main', { shop: 'jam' })
    expect(stage.serves('lab')).toBe('bytes of jam')
  })

  it('was one: where nothing is rolled out there is nothing to end', () => {
    expect(lab().abort('dora', 'lab')).toBe('no-rollout: nothing is being rolled out to lab')
  })

  it('hears no more of what comes late', () => {
    const stage = slow()
    const effect = stage.waiting[0]!
    stage.abort('dora', 'lab')
    stage.part({ kind: 'receipt', effect: effect.id, attempt: 1, outcome: { kind: 'done', value: { kind: 'serving', address: 'late' } } })
    expect(stage.serves('lab')).toBe('bytes of v0')
    expect(stage.part({ kind: 'starting', effect: effect.id, attempt: 2 })).toMatchObject({ kind: 'no-permit' })
  })
})

/** Tea is being activated, and the target takes its time. */
function slow(): Stage {
  const stage = lab()
  stage.slow('lab', (work) => work.generation === 2)
  stage.push('main', { shop: 'tea' })
  stage.since()
  return stage
}
