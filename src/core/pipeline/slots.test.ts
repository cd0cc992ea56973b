import { describe, expect, it } from 'vitest'
import type { Outcome } from '../kernel/effect.ts'
import { job } from '../testing/facts.ts'
import { onePipeline, Track } from '../testing/track.ts'

const none: Outcome = { kind: 'done', value: null }
const deaf: Outcome = { kind: 'failed', code: 'parked', detail: 'no such stream' }

/** An installation that gives a slot when the story says so. */
const waiting = (names: readonly string[]) => {
  const track = new Track(onePipeline(names.map((name) => job(name))))
  track.world('tell', ({ body }) => {
    track.tellings.push(body as { readonly kind: string; readonly slot: string })
    return none
  })
  track.push('feature/tea', { shop: 'tea' })
  return track
}

const grant = (track: Track, slot: string) => track.part({ kind: 'slot.granted', slot })

describe('a machine', () => {
  it('is asked for once for each job, in their order, and the job starts when it is given', () => {
    const track = waiting(['lint', 'unit'])
    expect(track.slots()).toEqual(['ask run:1/1/lint', 'ask run:1/1/unit'])
    expect(track.jobs(1)).toEqual({ lint: 'queued', unit: 'queued' })
    grant(track, 'run:1/1/unit')
    expect(track.jobs(1)).toEqual({ lint: 'queued', unit: 'passed' })
    expect(track.slots()).toEqual(['ask run:1/1/lint', 'ask run:1/1/unit', 'free run:1/1/unit'])
  })

  it('given twice, for another job or for none starts nothing', () => {
    const track = waiting(['unit'])
    track.job('unit', 'later')
    for (const slot of ['run:1/1/lint', 'run:9/1/unit', 'run:', '', '__proto__', 'run:1/1/unit', 'run:1/1/unit', 'run:1/2/unit']) {
      expect(grant(track, slot)).toEqual({ kind: 'noted' })
    }
    track.finish('unit')
    expect(track.since()).toEqual(['run unit'])
    expect(track.slots()).toEqual(['ask run:1/1/unit', 'free run:1/1/unit'])
    expect(track.say('ada', { kind: 'slot.granted', slot: 'run:1/1/unit' })).toMatchObject({ code: 'not-allowed' })
  })

  it('is asked for and given back in one lane, so that nothing is given back before it was asked for', () => {
    const track = new Track(onePipeline([job('unit')]))
    const lanes = new Set<string>()
    track.withhold('tell')
    track.push('feature/tea', { shop: 'tea' })
    track.cancel('dora', 1)
    for (const effect of track.held('tell')) lanes.add(effect.lane)
    expect([track.held('tell').length, [...lanes]]).toEqual([2, ['tell/installation']])
  })

  it('is given back though the installation could not be told at first', () => {
    const track = new Track(onePipeline([job('unit')]))
    let told = 0
    track.world('tell', ({ body }) => ((body as { readonly kind: string }).kind === 'slot.free' && ++told < 3 ? deaf : 'as usual'))
    track.push('feature/tea', { shop: 'tea' })
    expect(told).toBe(3)
    expect(track.slots()).toEqual(['ask run:1/1/unit', 'free run:1/1/unit'])
  })

  it('is asked for again when the installation could not be told, as long as the job wants it', () => {
    const track = new Track(onePipeline([job('unit')]))
    let told = 0
    track.world('tell', () => (++told < 3 ? deaf : 'as usual'))
    track.push('feature/tea', { shop: 'tea' })
    expect([told, track.jobs(1)]).toEqual([4, { unit: 'passed' }])
  })
})
