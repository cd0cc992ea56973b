import { describe, expect, it } from 'vitest'
import type { BranchRule, PipelineFact, ProcessFacts } from '../facts/index.ts'
import { branchRule, job, pipeline, pipelines, process } from '../testing/facts.ts'
import { red, Track } from '../testing/track.ts'

const onChange = { when: [{ kind: 'change', into: null, label: null }] } as const
const unit = pipeline('unit', [job('unit')], onChange)

const project = (list: readonly PipelineFact[], rule: Partial<BranchRule> = {}, more: Partial<ProcessFacts> = {}) =>
  new Track(process({ pipelines: pipelines(list, {}), branches: [branchRule('main', { reviews: [], ...rule })], ...more }))

describe('a check', () => {
  it('runs, and then stands', () => {
    const track = project([unit])
    track.job('unit', 'later')
    track.change('feature/tea', { shop: 'tea' })
    expect(track.why(1)).toEqual(['checks: running', 'merge: by-hand'])
    expect(track.ask('dora', 1)).toBe('asked')
    track.finish('unit')
    expect(track.why(1)).toEqual(['not open'])
  })

  it('that failed is run again by a developer, about the same tree', () => {
    const track = project([unit])
    track.job('unit', red)
    track.change('feature/tea', { shop: 'tea' })
    expect(track.why(1)).toEqual(['checks: failed', 'merge: by-hand'])
    expect(track.again('vic', 'unit', { change: 1 })).toBe('not-allowed: a developer starts pipelines')
    track.job('unit', null)
    expect(track.again('dora', 'unit', { change: 1 })).toBe('started')
    expect(track.why(1)).toEqual(['merge: by-hand'])
    expect(track.runs()).toEqual(['1 unit of change:1: failed', '2 unit of change:1: passed'])
  })

  it('that was cancelled has not passed, and is run again', () => {
    const track = project([unit])
    track.job('unit', 'later')
    track.change('feature/tea', { shop: 'tea' })
    expect(track.cancel('dora', 1)).toBe('cancelled')
    expect(track.why(1)).toEqual(['checks: failed', 'merge: by-hand'])
    expect(track.again('dora', 'unit', { change: 1 })).toBe('started')
    track.finish('unit')
    expect(track.why(1)).toEqual(['merge: by-hand'])
    expect(track.runs()).toEqual(['1 unit of change:1: cancelled', '2 unit of change:1: passed'])
  })

  it('that the world ended by itself has not passed', () => {
    const track = project([unit])
    track.job('unit', { kind: 'cancelled' })
    track.change('feature/tea', { shop: 'tea' })
    expect(track.jobs(1)).toEqual({ unit: 'failed: cancelled' })
    expect(track.why(1)).toEqual(['checks: failed', 'merge: by-hand'])
  })

  it('that the branch names must be in the file', () => {
    const track = project([unit], { checks: ['unit', 'audit'] })
    track.change('feature/tea', { shop: 'tea' })
    expect(track.why(1)).toEqual(['checks: not-in-file', 'merge: by-hand'])
  })

  it('that the branch names runs, though nothing else starts it', () => {
    const track = project([unit, pipeline('audit', [job('audit')])], { checks: ['audit'] })
    track.job('unit', red)
    track.change('feature/tea', { shop: 'tea' })
    expect(track.since()).toEqual(['run unit', 'run audit'])
    expect(track.ask('dora', 1)).toBe('asked')
  })

  it('that has nothing to do with what changes counts for nothing', () => {
    const track = project([{ ...unit, paths: ['milk*'] }], { checks: ['unit'] })
    track.change('feature/tea', { shop: 'tea' })
    expect(track.why(1)).toEqual(['merge: by-hand'])
    expect(track.runs()).toEqual([])
  })

  it('of everything that changes is wanted, also when the last push was about something else', () => {
    const track = project([{ ...unit, paths: ['shop*'] }], { behind: 'allowed' })
    track.job('unit', red)
    track.change('feature/tea', { shop: 'tea' })
    track.push('feature/tea', { docs: 'tea' })
    expect(track.why(1)).toEqual(['checks: failed', 'merge: by-hand'])
  })

  it('with more jobs than a run may have says so, and does not keep anybody waiting for it', () => {
    const many = Array.from({ length: 501 }, (_, i) => `m${i}`)
    const track = project([pipeline('unit', [job('unit', { matrix: { machine: many } })], onChange)])
    track.change('feature/tea', { shop: 'tea' })
    expect(track.why(1)).toEqual(['checks: too-many-jobs', 'merge: by-hand'])
    expect(track.again('dora', 'unit', { change: 1 })).toBe('too-many-jobs: unit has more jobs than a run may have')
  })

  it('is not passed by a run that was started with other inputs', () => {
    const inputs = { skip: { kind: 'choice', choices: ['yes', 'no'], default: 'no' } } as const
    const track = project([{ ...unit, inputs }])
    track.job('unit', red)
    track.change('feature/tea', { shop: 'tea' })
    track.job('unit', null)
    expect(track.start('dora', 'unit', 'feature/tea', { skip: 'yes' })).toBe('started')
    expect(track.runs()).toEqual(['1 unit of change:1: failed', '2 unit of branch:feature/tea: passed'])
    expect(track.why(1)).toEqual(['checks: failed', 'merge: by-hand'])
  })

  it('that speaks of the change is not passed by a run for the branch', () => {
    const skip = job('unit', {
      if: {
        text: 'change.number > 0',
        condition: { op: 'greater', left: { op: 'path', path: ['change', 'number'] }, right: { op: 'literal', value: 0 } },
      },
    })
    const both = pipeline('unit', [skip], { when: [{ kind: 'push', to: null }, ...onChange.when] })
    const track = project([both])
    track.job('unit', red)
    track.push('feature/tea', { shop: 'tea' })
    expect(track.jobs(2)).toEqual({ unit: 'skipped: condition' })
    track.open('dora', 'feature/tea')
    expect(track.jobs(3)).toEqual({ unit: 'failed: exit 1' })
    expect(track.why(1)).toEqual(['checks: failed', 'merge: by-hand'])
  })
})

describe('what stands on a commit', () => {
  it('is told at the head of a change, where people look', () => {
    const track = project([{ ...unit, mark: 'safe to merge' }])
    const told: unknown[] = []
    track.world('report', ({ commit, key, state, code }) => {
      told.push({ commit, key, state, code })
      return 'as usual'
    })
    track.push('main', { milk: 'oat' })
    track.change('feature/tea', { shop: 'tea' })
    expect(told).toEqual([{ commit: track.headOf(1), key: 'unit', state: 'passed', code: 'safe to merge' }])
  })
})
