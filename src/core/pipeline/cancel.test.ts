import { describe, expect, it } from 'vitest'
import { job } from '../testing/facts.ts'
import { onePipeline, red, Track } from '../testing/track.ts'

const pushed = (jobs: Parameters<typeof onePipeline>[0], told: (track: Track) => void = () => undefined) => {
  const track = new Track(onePipeline(jobs))
  told(track)
  track.push('feature/tea', { shop: 'tea' })
  track.since()
  return track
}

describe('a run is cancelled', () => {
  it('by developers, and once it is over by nobody', () => {
    const track = pushed([job('unit')], (story) => story.job('unit', 'later'))
    expect(track.cancel('vic', 1)).toBe('not-allowed: a developer cancels runs')
    expect(track.cancel('dora', 1)).toBe('cancelled')
    expect(track.cancel('dora', 1)).toBe('no-run: no run 1 is under way')
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: cancelled'])
  })

  it('wherever its jobs are, and every slot is given back once', () => {
    const track = pushed(
      [
        job('unit'),
        job('lint', { secrets: ['key'] }),
        job('audit'),
        job('sign', { work: { kind: 'approve', by: [{ kind: 'role', role: 'maintainer' }] } }),
        job('ship', { needs: ['sign'] }),
      ],
      (story) => {
        story.world('lookup.artifact', () => 'later')
        story.job('lint', 'later')
      },
    )
    expect(track.jobs(1)).toEqual({ unit: 'looking', lint: 'running', audit: 'looking', sign: 'asking', ship: 'waiting' })
    track.cancel('dora', 1)
    expect(track.jobs(1)).toEqual({ unit: 'cancelled', lint: 'cancelled', audit: 'cancelled', sign: 'cancelled', ship: 'cancelled' })
    expect(track.slots()).toEqual(['ask run:1/1/lint', 'free run:1/1/lint'])
    expect([...track.state.pending.values()]).toEqual([])
  })

  it('while a job waits for a machine, which may be given too late', () => {
    const track = pushed([job('unit')], (story) => story.world('tell', () => ({ kind: 'done', value: null })))
    expect(track.jobs(1)).toEqual({ unit: 'queued' })
    track.cancel('dora', 1)
    expect(track.part({ kind: 'slot.granted', slot: 'run:1/1/unit' })).toEqual({ kind: 'noted' })
    expect(track.jobs(1)).toEqual({ unit: 'cancelled' })
    expect(track.since()).toEqual([])
  })

  it('and what had passed just before counts as passed', () => {
    const track = pushed([job('unit'), job('image', { needs: ['unit'] })], (story) => story.job('unit', 'later'))
    const [effect] = track.waiting.splice(0)
    track.cancel('dora', 1)
    expect(track.jobs(1)).toEqual({ unit: 'running', image: 'cancelled' })
    track.part({
      kind: 'receipt',
      effect: effect!.id,
      attempt: 1,
      outcome: { kind: 'done', value: { outcome: 'passed', reason: '', artifact: null, outputs: {}, coverage: null } },
    })
    expect(track.jobs(1)).toEqual({ unit: 'passed', image: 'cancelled' })
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: cancelled'])
  })

  it('and no attempt follows the one that was ended', () => {
    const track = pushed([job('unit', { retry: 5 })], (story) => story.job('unit', 'later'))
    track.cancel('dora', 1)
    expect(track.since()).toEqual(['run unit'])
  })
})

describe('a job that undoes another', () => {
  const jobs = [job('up'), job('test', { needs: ['up'] }), job('down', { undoes: 'up' })]

  it('runs after all the others, however those ended', () => {
    expect(pushed(jobs).jobs(1)).toEqual({ up: 'passed', test: 'passed', down: 'passed' })
    expect(pushed(jobs, (story) => story.job('test', red)).jobs(1)).toEqual({ up: 'passed', test: 'failed: exit 1', down: 'passed' })
    const track = pushed(jobs, (story) => story.job('up', red))
    expect([track.jobs(1), track.runs()]).toEqual([
      { up: 'failed: exit 1', test: 'skipped: needs', down: 'passed' },
      ['1 ci of branch:feature/tea: failed'],
    ])
  })

  it('runs also when the run is cancelled, once what it undoes has ended', () => {
    const track = pushed(jobs, (story) => {
      story.job('test', 'later')
      story.job('down', 'later')
    })
    track.cancel('dora', 1)
    expect(track.jobs(1)).toEqual({ up: 'passed', test: 'cancelled', down: 'running' })
    track.finish('down')
    expect(track.jobs(1)).toEqual({ up: 'passed', test: 'cancelled', down: 'passed' })
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: cancelled'])
  })

  it('has nothing to do when the other never began', () => {
    const track = pushed([
      job('sign', { work: { kind: 'approve', by: [{ kind: 'role', role: 'maintainer' }] } }),
      job('up', { needs: ['sign'] }),
      job('down', { undoes: 'up' }),
    ])
    track.pass('max', 1, 'sign', 'rejected')
    expect(track.jobs(1)).toEqual({ sign: 'failed: rejected by max', up: 'skipped: needs', down: 'skipped: nothing-to-undo' })
  })

  it('is ended by cancelling a second time', () => {
    const track = pushed(jobs, (story) => story.job('down', 'later'))
    track.cancel('dora', 1)
    expect(track.jobs(1)['down']).toBe('running')
    track.cancel('dora', 1)
    expect(track.jobs(1)['down']).toBe('cancelled')
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: cancelled'])
  })
})

describe('what a job came to', () => {
  it('is told once: what comes late, twice or for another changes nothing', () => {
    const track = pushed([job('unit')], (story) => story.job('unit', 'later'))
    const [effect] = track.waiting
    track.finish('unit')
    const mark = track.events.length
    for (const id of [effect!.id, 'nobody/0']) {
      expect(track.part({ kind: 'receipt', effect: id, attempt: 2, outcome: red })).toEqual({ kind: 'ignored', code: 'not-awaited' })
    }
    expect(track.story(mark)).toEqual([])
    expect(track.slots()).toEqual(['ask run:1/1/unit', 'free run:1/1/unit'])
  })

  it('is what a maintainer says, where nobody else can know', () => {
    const track = pushed([job('unit')], (story) => story.job('unit', { kind: 'unknown', detail: 'the machine is gone' }))
    const [row] = [...track.state.pending.values()]
    expect(track.say('max', { kind: 'effect.resolve', effect: row!.id, outcome: 'failed', detail: '' })).toMatchObject({ code: 'resolved' })
    expect(track.jobs(1)).toEqual({ unit: 'failed: resolved' })
    expect(track.slots()).toEqual(['ask run:1/1/unit', 'free run:1/1/unit'])
  })
})
