import { describe, expect, it } from 'vitest'
import type { EnvironmentFact } from '../facts/index.ts'
import { environment, plainProcess } from '../testing/facts.ts'
import { lab } from '../testing/lab.ts'
import { failedJob, isRun, Stage } from '../testing/stage.ts'
import { file } from '../testing/track.ts'

const hour = 60 * 60_000
const day = 24 * hour
const main: Partial<EnvironmentFact> = { takes: [{ kind: 'branch', branch: 'main' }] }

function way(
  production: Partial<EnvironmentFact>,
  staging: Partial<EnvironmentFact> = {},
  more: Record<string, EnvironmentFact> = {},
): Stage {
  const environments = {
    staging: environment('staging', { ...main, ...staging }),
    production: environment('production', { ...main, after: ['staging'], ...production }),
    ...more,
  }
  return new Stage(plainProcess({ environments }))
}

describe('what serves after another environment', () => {
  it('waits until these very bytes have served there, verified', () => {
    const stage = way({}, { verify: ['smoke'] })
    stage.world('job.run', (work) => (isRun(work, 'smoke') ? failedJob : null))
    stage.push('main', { shop: 'tea' })
    expect(stage.why('production')).toEqual(['after: not-served'])
    stage.world('job.run', () => 'as usual')
    stage.retry('dora', 'staging')
    expect(stage.serves('production')).toBe('bytes of tea')
  })

  it('is let go where the bytes served under another commit', () => {
    const stage = way({ go: [{ kind: 'by-hand' }] })
    stage.push('main', { docs: 'a page' })
    expect(stage.why('production')).toEqual(['go: by-hand'])
  })

  it('waits for every environment that is named', () => {
    const stage = way({ after: ['staging', 'load'] }, {}, { load: environment('load', { ...main, go: [{ kind: 'by-hand' }] }) })
    expect(stage.why('production')).toEqual(['after: not-served'])
    stage.promote('dora', 'load')
    expect(stage.serves('production')).toBe('bytes of v0')
  })

  it('does not go with a component that is new and has not served there, whatever else has', () => {
    const stage = lab({}, {})
    const both = { ...main, components: ['shop', 'api'] }
    const environments = { lab: environment('lab', both), production: environment('production', { ...both, after: ['lab'] }) }
    stage.repository.process = file({ ...stage.repository.process, environments }, 'with production')
    stage.push('main', { docs: 'a page' })
    stage.holds('dora', 'lab')
    stage.push('main', { api: 'first' })
    expect(stage.why('production')).toEqual(['after: not-served'])
    stage.free('dora', 'lab')
    expect(stage.state.environments.get('production')?.current?.set.components).toEqual({ shop: 'bytes of v0', api: 'bytes of first' })
  })

  it('does not go when somebody went back from it there, until it serves there again', () => {
    const stage = way({ go: [{ kind: 'by-hand' }] })
    stage.promote('dora', 'production')
    stage.push('main', { shop: 'tea' })
    expect(stage.rollBack('dora', 'staging')).toBe('going-back')
    expect(stage.promote('dora', 'production')).toBe('promoted')
    expect(stage.why('production')).toEqual(['after: rolled-back'])
    expect(stage.serves('production')).toBe('bytes of v0')
    stage.free('dora', 'staging')
    expect(stage.serves('production')).toBe('bytes of tea')
  })

  it('soaks there as long as it must, in days of the calendar', () => {
    const stage = way({ soak: { kind: 'days', days: 1 } })
    expect(stage.why('production')).toEqual(['after: soaking'])
    stage.wait(day - 1)
    expect(stage.serves('production')).toBe(null)
    stage.wait(1)
    expect(stage.serves('production')).toBe('bytes of v0')
  })

  it('soaks 25 hours on the day on which the clock is put back', () => {
    const stage = way({ soak: { kind: 'days', days: 1 } })
    const midnight = Date.UTC(2026, 0, 5)
    const starts = [midnight, midnight + 25 * hour, midnight + 49 * hour]
    const midnights = { from: 0, until: 4_000_000_000_000, zones: 'story', spans: starts.map((at) => [at, at] as const) }
    stage.world('lookup.calendars', () => ({ kind: 'done', value: { midnights } }))
    const process = plainProcess({
      environments: stage.repository.process.environments,
      calendars: { midnights: { kind: 'midnights', zone: 'Somewhere' } },
    })
    stage.repository.process = { ...process, digest: 'zone', pipelines: { ...process.pipelines, digest: 'zone' } }
    stage.push('main', { shop: 'tea' })
    stage.wait(25 * hour - 1)
    expect(stage.serves('production')).not.toBe('bytes of tea')
    stage.wait(1)
    expect(stage.serves('production')).toBe('bytes of tea')
  })

  it('is let go also where there is one of it for each branch', () => {
    const each = environment('demo', { kind: 'each', takes: [{ kind: 'branch', branch: 'main' }], after: ['staging'] })
    const stage = way({}, { go: [{ kind: 'by-hand' }] }, { demo: each })
    expect(stage.why('demo/branch/main')).toEqual(['after: not-served'])
    stage.promote('dora', 'staging')
    expect(stage.serves('demo/branch/main')).toBe('bytes of v0')
  })
})
