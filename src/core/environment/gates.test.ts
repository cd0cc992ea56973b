import { describe, expect, it } from 'vitest'
import type { EnvironmentFact, ProcessFacts } from '../facts/index.ts'
import { branchRule, environment, plainProcess } from '../testing/facts.ts'
import { failedJob, isRun, Stage } from '../testing/stage.ts'

const minute = 60_000
const day = 24 * 60 * minute
const main: Partial<EnvironmentFact> = { takes: [{ kind: 'branch', branch: 'main' }] }

/** One environment that takes main, and another commit that waits for it. */
function lab(fact: Partial<EnvironmentFact>, process: Partial<ProcessFacts> = {}): Stage {
  return new Stage(plainProcess({ environments: { lab: environment('lab', { ...main, ...fact }) }, ...process }))
}

function calendar(spans: readonly (readonly [number, number])[]) {
  const known = { from: 0, until: 4_000_000_000_000, zones: 'story', spans }
  return { kind: 'done', value: { office: known, winter: known, midnights: known } } as const
}

const hours = { office: { kind: 'hours', days: ['daily'], from: '08:00', to: '18:00', zone: 'UTC', holidays: [] } } as const

describe('nothing goes to an environment', () => {
  it('while the line is stopped, and all of it when it runs again', () => {
    const stage = lab({})
    expect(stage.stop('dora')).toBe('not-allowed: a maintainer stops the line')
    expect(stage.stop('max')).toBe('stopped')
    stage.push('main', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['line: stopped'])
    expect(stage.resume('max')).toBe('resumed')
    expect(stage.serves('lab')).toBe('bytes of tea')
  })

  it('while somebody holds it', () => {
    const stage = lab({})
    stage.holds('dora', 'lab')
    stage.push('main', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['hold: held'])
    expect(stage.free('dora', 'lab')).toBe('freed')
    expect(stage.free('dora', 'lab')).toBe('not-held: nobody holds lab')
    expect(stage.serves('lab')).toBe('bytes of tea')
  })

  it('while it failed there before, until somebody says so or another commit comes', () => {
    const stage = lab({})
    stage.notReadyOnce('lab')
    stage.push('main', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['failed: failed-before'])
    expect(stage.promote('dora', 'lab')).toBe('promoted')
    expect(stage.why('lab')).toEqual(['failed: failed-before'])
    expect(stage.retry('dora', 'lab')).toBe('retried')
    expect(stage.serves('lab')).toBe('bytes of tea')
    expect(stage.retry('dora', 'lab')).toBe('not-failed: that set has not failed in lab')
  })

  it('when it was not made by a trusted run and the environment is protected', () => {
    const open = { branches: [branchRule('main'), branchRule('open', { isProtected: false, push: [{ kind: 'everyone' }] })] }
    const stage = lab({ takes: [{ kind: 'branch', branch: 'open' }], isProtected: true }, open)
    stage.push('open', { shop: 'tea' }, 'vic')
    expect(stage.why('lab')).toEqual(['trust: untrusted'])
    stage.push('open', { shop: 'green tea' }, 'dora')
    expect(stage.serves('lab')).toBe('bytes of green tea')
  })

  it('when it has no version where versions are given', () => {
    const semver = { versions: { scheme: 'semver', format: '', labels: null }, releases: releasesOf('main', 'by-itself') } as const
    const stage = lab({}, semver)
    expect(stage.why('lab')).toEqual(['version: no-version'])
    expect(lab({}, { versions: { scheme: 'build' } }).why('lab')).toEqual([])
    expect(lab({}, { ...semver, releases: releasesOf('main', 'by-hand') }).serves('lab')).toBe('bytes of v0')
  })

  it('while its condition is not true', () => {
    const condition = {
      op: 'starts-with',
      text: { op: 'path', path: ['commit', 'title'] },
      part: { op: 'literal', value: 'to main' },
    } as const
    const stage = lab({ if: { text: 'commit.title.startsWith("to main")', condition: { op: 'not', of: condition } } })
    expect(stage.why('lab')).toEqual(['if: not-true'])
    expect(lab({ if: { text: 'commit.title.startsWith("to main")', condition } }).serves('lab')).toBe('bytes of v0')
  })
})

describe('the checks of a branch', () => {
  it('must pass on the very tree, also when the branch has moved on', () => {
    const stage = lab({})
    stage.world('job.run', (work) => (isRun(work, 'unit') ? 'later' : null))
    stage.push('main', { shop: 'tea' })
    stage.push('main', { shop: 'jam' })
    stage.release('job.run', failedJob)
    expect(stage.serves('lab')).toBe('bytes of v0')
  })

  it('let nothing pass that was put together before they were through', () => {
    const stage = withSlowCheck()
    stage.push('main', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['checks: running'])
    stage.world('job.run', () => 'later')
    stage.push('main', { shop: 'jam' })
    expect(stage.serves('lab')).toBe('bytes of v0')
    expect(stage.why('lab')).toEqual(['checks: running'])
  })

  it('of a branch that failed keep it out, and pass when they are run again', () => {
    const stage = lab({})
    stage.world('job.run', (work) => (isRun(work, 'unit') ? failedJob : null))
    stage.push('main', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['source: not-built'])
    stage.world('job.run', () => 'as usual')
    stage.say('dora', { kind: 'run.again', pipeline: 'ci', branch: 'main', change: null })
    expect(stage.serves('lab')).toBe('bytes of tea')
  })
})

describe('order', () => {
  it('lets nothing older take the place of what serves', () => {
    const stage = lab({})
    const old = stage.repository.refs.get('main') ?? ''
    const newer = stage.push('main', { shop: 'tea' })
    stage.repository.refs.set('main', old)
    stage.part({ kind: 'refs.changed', pusher: 'max', refs: [{ name: 'refs/heads/main', old: newer, new: old }] })
    expect(stage.serves('lab')).toBe('bytes of tea')
    expect(stage.why('lab')).toEqual(['order: older'])
  })

  it('of commits on no common line is the order in which they came', () => {
    const stage = lab({
      takes: [
        { kind: 'branch', branch: 'left' },
        { kind: 'branch', branch: 'right' },
      ],
    })
    stage.push('left', { shop: 'tea' })
    stage.waitMinutes(1)
    stage.push('right', { shop: 'jam' })
    expect(stage.serves('lab')).toBe('bytes of jam')
    stage.waitMinutes(1)
    stage.push('left', { shop: 'milk' })
    expect(stage.serves('lab')).toBe('bytes of milk')
  })

  it('is asked again when the forge could not answer', () => {
    const stage = lab({})
    let isAway = true
    stage.world('lookup.relation', () => (isAway ? { kind: 'failed', code: 'no-answer', detail: '' } : null))
    stage.push('main', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['order: being-compared'])
    isAway = false
    stage.waitMinutes(1)
    expect(stage.serves('lab')).toBe('bytes of tea')
  })
})

describe('a freeze', () => {
  const winter = { kind: 'span', from: '2026-01-05T00:00', to: '2026-01-07T00:00', zone: 'UTC' } as const
  const freezes = { winter: { name: 'winter', calendar: 'winter', at: ['lab'], except: ['hotfix/*'] } }
  const start = Date.UTC(2026, 0, 5)

  it('holds back everything, also while it is not known yet, and when it ends all goes by itself', () => {
    const stage = lab({}, { freezes: {}, calendars: {} })
    stage.world('lookup.calendars', () => 'later')
    stage.repository.process = changed({ ...stage.repository.process, freezes, calendars: { winter } }, 'frozen')
    stage.push('main', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['freeze: frozen'])
    stage.release('lookup.calendars', calendar([[start, start + 2 * day]]))
    expect(stage.why('lab')).toEqual(['freeze: frozen'])
    stage.wait(2 * day)
    expect(stage.serves('lab')).toBe('bytes of tea')
  })

  it('lets pass what comes from a branch that may', () => {
    const stage = lab({ takes: [{ kind: 'branch', branch: 'hotfix/*' }] }, { freezes: {}, calendars: {} })
    stage.world('lookup.calendars', () => 'later')
    stage.repository.process = changed({ ...stage.repository.process, freezes, calendars: { winter } }, 'frozen')
    stage.push('main', { docs: 'a page' })
    stage.push('hotfix/tea', { shop: 'tea' })
    stage.promote('max', 'lab', { branch: 'hotfix/tea' })
    expect(stage.serves('lab')).toBe('bytes of tea')
  })
})

describe('what goes by hand or in its hours', () => {
  it('goes when somebody who may says so', () => {
    const stage = lab({ go: [{ kind: 'by-hand' }], isProtected: true })
    expect(stage.promote('dora', 'lab')).toBe('not-allowed: dora may not deploy to lab')
    expect(stage.promote('max', 'lab', { digest: 'another' })).toBe('moved: another set waits for lab now')
    expect(stage.promote('max', 'lab')).toBe('promoted')
    expect(stage.serves('lab')).toBe('bytes of v0')
  })

  it('goes only as it stood when somebody said so', () => {
    const stage = lab({ go: [{ kind: 'by-hand' }], approve: [{ count: 1, team: null }] })
    stage.promote('dora', 'lab')
    expect(stage.why('lab')).toEqual(['approve: missing'])
    stage.push('main', { shop: 'tea' })
    expect(stage.why('lab')).toEqual(['approve: missing', 'go: by-hand'])
  })

  it('goes by itself when its hours begin, or by hand before', () => {
    const start = Date.UTC(2026, 0, 6, 8)
    const go = [{ kind: 'hours', calendar: 'office' }, { kind: 'by-hand' }] as const
    const world = (): Stage => {
      const stage = lab({ go: [] })
      stage.world('lookup.calendars', () => calendar([[start, start + 10 * 60 * minute]]))
      stage.repository.process = changed(
        { ...stage.repository.process, environments: { lab: environment('lab', { ...main, go }) }, calendars: hours },
        'hours',
      )
      stage.push('main', { shop: 'tea' })
      return stage
    }
    const patient = world()
    expect(patient.why('lab')).toEqual(['go: out-of-hours'])
    patient.wait(start - patient.now)
    expect(patient.serves('lab')).toBe('bytes of tea')
    const hasty = world()
    expect(hasty.promote('dora', 'lab')).toBe('promoted')
    expect(hasty.serves('lab')).toBe('bytes of tea')
  })
})

describe('a wait that lasts', () => {
  it('is told every week, also where newer commits take the place of older ones', () => {
    const stage = lab({ go: [{ kind: 'by-hand' }] }, { notify: { chat: [{ news: 'waiting too long', environment: null }] } })
    stage.since()
    for (let i = 0; i < 14; i++) {
      stage.wait(day)
      stage.push('main', { docs: `page ${i}` })
    }
    expect(stage.since().filter((deed) => deed.startsWith('tell'))).toEqual(['tell chat: waiting too long', 'tell chat: waiting too long'])
    stage.promote('dora', 'lab')
    stage.wait(30 * day)
    expect(stage.since().filter((deed) => deed.startsWith('tell'))).toEqual([])
  })
})

function releasesOf(branch: string, when: 'by-itself' | 'by-hand'): NonNullable<ProcessFacts['releases']> {
  const rules = {
    when: [{ kind: when }],
    approve: [],
    choose: [],
    notes: 'none',
    changelog: null,
    artifacts: [],
    registry: null,
    prerelease: 'rc',
  } as const
  return { ...rules, of: [{ kind: 'branch', branch }], publish: { kind: 'by-itself' }, keep: { kind: 'forever' } }
}

/** Another process file: it has another digest. */
function changed(process: ProcessFacts, digest: string): ProcessFacts {
  return { ...process, digest, pipelines: { ...process.pipelines, digest } }
}

/** The bytes are there at once; a check beside them takes its time. */
function withSlowCheck(): Stage {
  const process = plainProcess({ environments: { lab: environment('lab', main) } })
  const { ci, smoke } = process.pipelines.pipelines
  if (!ci || !smoke) throw new Error('the plain process has both')
  const pipelines = {
    ci: { ...ci, jobs: { image: { ...ci.jobs['image']!, needs: [] } } },
    smoke: { ...smoke, when: [{ kind: 'push' as const, to: null }] },
  }
  const stage = new Stage(changed({ ...process, pipelines: { ...process.pipelines, pipelines } }, 'slow'))
  stage.world('job.run', (work) => (isRun(work, 'smoke') ? 'later' : null))
  return stage
}
