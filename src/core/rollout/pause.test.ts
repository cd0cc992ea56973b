import { describe, expect, it } from 'vitest'
import { lab, rollout } from '../testing/lab.ts'
import { failedJob, isRun, type Stage } from '../testing/stage.ts'

const minute = 60_000
const shares = { rollout: rollout([10, 50, 100], 5 * minute) }

/** Tea is at ten percent, and v0 serves. */
function underWay(fact: Parameters<typeof lab>[0] = {}): Stage {
  const stage = lab({ ...shares, ...fact })
  stage.waitMinutes(10)
  if (fact.approve) {
    stage.signed('dora', 'lab')
    stage.waitMinutes(10)
  }
  stage.push('main', { shop: 'tea' })
  if (fact.approve) stage.signed('dora', 'lab')
  stage.since()
  return stage
}

describe('a gate that closes while a rollout is under way', () => {
  it('is judged when the next step starts: held, it stays where it is, and goes on when freed', () => {
    const stage = underWay()
    stage.holds('dora', 'lab')
    expect(stage.why('lab')).toEqual(['rollout: under-way'])
    stage.waitMinutes(60)
    expect(stage.since()).toEqual([])
    expect(stage.why('lab')).toEqual(['hold: held'])
    stage.free('dora', 'lab')
    expect(stage.since()).toEqual(['serve bytes of tea in lab (2, 50%)'])
  })

  it('changes nothing when it opens again before the next step', () => {
    const stage = underWay()
    stage.holds('dora', 'lab')
    stage.free('dora', 'lab')
    stage.waitMinutes(10)
    expect(stage.since()).toEqual(['serve bytes of tea in lab (2, 50%)', 'serve bytes of tea in lab (2, 100%)'])
  })

  it('does so too when the line stops', () => {
    const stage = underWay()
    stage.stop('max')
    stage.waitMinutes(60)
    expect(stage.since()).toEqual([])
    expect(stage.why('lab')).toEqual(['line: stopped'])
    stage.resume('max')
    expect(stage.since()).toEqual(['serve bytes of tea in lab (2, 50%)'])
  })

  it('does so too when an approval runs out, and a new one lets it go on', () => {
    const stage = lab({ ...shares, approve: [{ count: 1, team: null }], approvalLasts: { kind: 'elapsed', ms: 4 * minute } })
    stage.signed('dora', 'lab')
    expect(stage.since()).toEqual(['migrate lab/shop', 'serve bytes of v0 in lab (1, 10%)'])
    stage.waitMinutes(60)
    expect(stage.since()).toEqual([])
    expect(stage.why('lab')).toEqual(['approve: missing'])
    expect(stage.say('dan', { kind: 'environment.approve', environment: 'lab', digest: underWayDigest(stage) })).toMatchObject({
      code: 'approved',
    })
    expect(stage.since()).toEqual(['serve bytes of v0 in lab (1, 50%)'])
  })

  it('does so too when somebody rejects it, and it can be ended', () => {
    const stage = underWay({ approve: [{ count: 1, team: null }] })
    stage.say('dan', { kind: 'environment.reject', environment: 'lab', digest: underWayDigest(stage), reason: 'too slow' })
    stage.waitMinutes(60)
    expect(stage.why('lab')).toEqual(['approve: rejected'])
    stage.abort('dora', 'lab')
    expect(stage.since()).toEqual(['serve bytes of v0 in lab (3, 100%)', 'tell chat: rollout aborted'])
  })

  it('refuses the permit of a step that was asked for before, and nothing is touched', () => {
    const stage = lab()
    stage.world('database.migrate', () => 'later')
    stage.push('main', { shop: 'tea' })
    stage.holds('dora', 'lab')
    stage.since()
    stage.release('database.migrate')
    expect(stage.since()).toEqual(['migrate lab/shop'])
    expect(stage.why('lab')).toEqual(['hold: held'])
    stage.free('dora', 'lab')
    expect(stage.since()).toEqual(['serve bytes of tea in lab (2, 100%)'])
  })

  it('lets a paused rollout see that a check that ran again has passed', () => {
    const stage = lab()
    stage.world('database.migrate', () => 'later')
    stage.push('main', { shop: 'tea' })
    stage.world('job.run', () => 'later')
    stage.say('dora', { kind: 'run.again', pipeline: 'ci', branch: 'main', change: null })
    stage.release('database.migrate')
    expect(stage.why('lab')).toEqual(['checks: running'])
    stage.release('job.run')
    expect(stage.serves('lab')).toBe('bytes of tea')
  })

  it('of checks that fail when they run again keeps what did not serve yet from serving', () => {
    const stage = lab()
    stage.world('database.migrate', () => 'later')
    stage.push('main', { shop: 'tea' })
    stage.world('job.run', (work) => (isRun(work, 'image') ? failedJob : null))
    stage.say('dora', { kind: 'run.again', pipeline: 'ci', branch: 'main', change: null })
    stage.release('database.migrate')
    expect(stage.why('lab')).toEqual(['checks: failed'])
    expect(stage.serves('lab')).toBe('bytes of v0')
  })

  it('brings what serves already to its end, freeze or not', () => {
    const stage = underWay()
    const winter = { kind: 'span', from: '2026-01-05T00:00', to: '2026-01-07T00:00', zone: 'UTC' } as const
    const process = {
      ...stage.repository.process,
      freezes: { winter: { name: 'winter', calendar: 'winter', at: ['lab'], except: [] } },
      calendars: { winter },
    }
    stage.world('lookup.calendars', () => 'later')
    stage.repository.process = { ...process, digest: 'frozen', pipelines: { ...process.pipelines, digest: 'frozen' } }
    stage.push('main', { shop: 'jam' })
    stage.waitMinutes(10)
    expect(stage.serves('lab')).toBe('bytes of tea')
    expect(stage.why('lab')).toEqual(['freeze: frozen'])
  })

  it('pauses it also when the file stops naming the environment; a maintainer ends it', () => {
    const stage = underWay()
    const process = { ...stage.repository.process, environments: {} }
    stage.repository.process = { ...process, digest: 'without', pipelines: { ...process.pipelines, digest: 'without' } }
    stage.push('main', { shop: 'jam' })
    stage.since()
    stage.waitMinutes(10)
    expect(stage.since()).toEqual([])
    expect(stage.abort('dora', 'lab')).toBe('no-environment: there is no environment lab')
    expect(stage.abort('max', 'lab')).toBe('aborted')
    expect(stage.since()).toEqual(['serve bytes of v0 in lab (3, 100%)', 'tell chat: rollout aborted'])
  })
})

function underWayDigest(stage: Stage): string {
  return [...stage.state.rollouts.values()][0]?.set.digest ?? ''
}
