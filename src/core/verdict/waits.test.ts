import { describe, expect, it } from 'vitest'
import type { Actor } from '../kernel/input.ts'
import { limits } from '../kernel/limits.ts'
import { project } from '../project/decider.ts'
import type { Body, CommandKind } from '../project/input.ts'
import { split } from '../project/subject.ts'
import { environment, job, plainProcess } from '../testing/facts.ts'
import { lab, rollout } from '../testing/lab.ts'
import type { Stage } from '../testing/stage.ts'
import { Story, team } from '../testing/story.ts'
import { onePipeline, Track } from '../testing/track.ts'
import { waits, type Wait } from './waits.ts'

/** The words with which somebody would use an exit of a wait. */
function spoken(story: Story, { subject, what }: Wait, exit: CommandKind): Body {
  const { kind, key } = split(subject)
  const rollouts = story.state.rollouts.get(key)
  const id = kind === 'rollout' ? (rollouts?.environment ?? '') : key
  const row = story.state.environments.get(id)
  const asking = what.startsWith('job ') ? (what.split(' ')[1] ?? '') : ''
  const effects = [...story.state.pending.values()].filter((one) => one.subject === subject && what.includes(one.work))
  const more: Readonly<Record<string, object>> = {
    change: { change: Number(key) },
    run: { run: Number(key), job: asking, verdict: 'rejected' },
    environment: { environment: id, digest: row?.candidate?.set.digest ?? '', reason: 'enough' },
    effect: { effect: effects[0]?.id ?? '', outcome: 'failed', detail: 'looked' },
  }
  const group = exit === 'job.approve' ? 'run' : exit.slice(0, exit.indexOf('.'))
  return { kind: exit, ...more[group] } as Body
}

/** Each wait with its exits, and who of all people may use each. Somebody must. */
function ways(story: Story): string[] {
  return waits(story.state, story.now).map((wait) => {
    expect(wait.owners.length).toBeGreaterThan(0)
    expect(wait.deadline).toBeGreaterThan(story.now)
    const exits = wait.exits.map((exit) => `${exit} by ${accepted(story, spoken(story, wait, exit)).join(' ')}`)
    return `${wait.subject}: ${wait.what}; ${exits.join(', ')}`
  })
}

function accepted(story: Story, body: Body): string[] {
  return Object.keys(team).filter((name) => {
    const by: Actor = { kind: 'person', name }
    return project.decide(story.state, { id: 'try', at: story.now, by, body }, story.now).answer.kind === 'done'
  })
}

const everybody = 'ada max dora dan'

describe('whatever waits', () => {
  it('for votes, is turned down or held', () => {
    const story = new Story(plainProcess())
    expect(ways(story)).toEqual([
      `environment:production: approve missing; environment.reject by ${everybody}, environment.hold by ada max`,
    ])
    story.say('max', { kind: 'environment.hold', environment: 'production', reason: 'holidays' })
    expect(ways(story)).toEqual([
      `environment:production: hold held, approve missing; environment.reject by ${everybody}, environment.free by ada max`,
    ])
  })

  it('for somebody to say go where nobody votes, is held', () => {
    expect(ways(lab({ go: [{ kind: 'by-hand' }] }))).toEqual([`environment:lab: go by-hand; environment.hold by ${everybody}`])
  })

  it('in an environment of its own, goes with it', () => {
    const story = new Track(plainProcess({ environments: { preview: own({ go: [{ kind: 'by-hand' }] }) } }))
    story.change('feature/tea', { shop: 'tea' })
    expect(ways(story)).toContain(`environment:preview/change/1: go by-hand; environment.close by ${everybody}`)
  })

  it('as a change, is closed', () => {
    const story = new Track(plainProcess({ environments: {} }))
    story.change('feature/tea', { shop: 'tea' })
    expect(ways(story)).toEqual([`change:1: reviews missing, merge by-hand; change.close by ${everybody}`])
  })

  it('to be merged, is taken back, also a second time', () => {
    const story = new Track(plainProcess({ environments: {} }))
    story.change('feature/tea', { shop: 'tea' })
    story.approved('dan', 1)
    story.world('ref.update', () => 'later')
    story.ask('dora', 1)
    const merging = `change:1: effect ref.update; change.unmerge by ${everybody}`
    expect(ways(story)).toEqual([merging, `change:1: about to go; change.unmerge by ${everybody}`])
    story.release('ref.update', { kind: 'unknown', detail: 'the server died' })
    story.unask('dora', 1)
    expect(ways(story)).toEqual([
      'change:1: effect ref.update, unknown; effect.resolve by ada max',
      `change:1: merge held-back; change.unmerge by ${everybody}`,
    ])
  })

  it('for an answer of the world, is asked again when somebody says so', () => {
    const story = new Track(plainProcess({ environments: {} }))
    story.world('lookup.landing', () => 'later')
    story.change('feature/tea', { shop: 'tea' })
    expect(ways(story)[0]).toBe('change:1: effect lookup.landing; effect.resolve by ada max')
  })

  it('as a job, is cancelled, or passed by those it asks', () => {
    const sign = job('sign', { work: { kind: 'approve', by: [{ kind: 'role', role: 'maintainer' }] } })
    const story = new Track(onePipeline([sign, job('ship', { needs: ['sign'] }), job('unit')]))
    story.world('job.run', () => 'later')
    story.push('feature/tea', { shop: 'tea' })
    expect(ways(story)).toEqual([
      `run:1: effect job.run; run.cancel by ${everybody}`,
      `run:1: job sign asks; job.approve by ada max, run.cancel by ${everybody}`,
      `run:1: job ship waiting; run.cancel by ${everybody}`,
    ])
  })

  it('as a rollout, is aborted: while it acts, is paused, and goes back', () => {
    const stage = lab({ rollout: rollout([50, 100], 60_000) })
    stage.waitMinutes(2)
    stage.world('database.migrate', () => 'later')
    stage.push('main', { shop: 'tea' })
    const abort = `environment.abort by ${everybody}`
    expect(ways(stage)).toEqual([`rollout:lab#2: effect database.migrate; ${abort}`, `environment:lab: rollout under-way; ${abort}`])
    stage.release('database.migrate')
    stage.holds('dora', 'lab')
    stage.waitMinutes(2)
    expect(ways(stage)).toEqual([`environment:lab: hold held; ${abort}`])
    stage.world('target.activate', () => 'later')
    stage.abort('dora', 'lab')
    expect(ways(stage)).toEqual([`rollout:lab#2: effect target.activate; ${abort}`, `environment:lab: rollout returning; ${abort}`])
  })

  it('to be taken down, is left behind', () => {
    const story = new Track(plainProcess({ environments: { preview: own({}) } }))
    story.world('target.remove', () => 'later')
    story.change('feature/tea', { shop: 'tea' })
    story.shut('dora', 1)
    const forget = 'environment.forget by ada max'
    expect(ways(story)).toEqual([
      `environment:preview/change/1: effect target.remove; ${forget}`,
      `environment:preview/change/1: closing; ${forget}`,
    ])
  })
})

describe('what the world does not answer', () => {
  function silent(): Stage {
    const stage = lab({}, { notify: { chat: [{ news: 'waiting too long', environment: null }] } })
    stage.world('lookup.commit', () => 'later')
    stage.push('main', { shop: 'tea' })
    stage.since()
    return stage
  }

  it('is told when it is late, and every week from then on', () => {
    const stage = silent()
    stage.wait(limits.lookupMs + limits.lateGraceMs)
    expect(stage.since()).toEqual(['tell chat: waiting too long'])
    expect(ways(stage)).toEqual(['branch:main: effect lookup.commit, late; effect.resolve by ada max'])
    stage.wait(limits.remindMs + limits.lateGraceMs)
    expect(stage.since()).toEqual(['tell chat: waiting too long'])
    expect(ways(stage)).toEqual(['branch:main: effect lookup.commit, late; effect.resolve by ada max'])
  })

  it('is told no more when it is news that no channel takes: it is given up', () => {
    const stage = silent()
    stage.world('notify', () => 'later')
    stage.wait(30 * 24 * 60 * 60_000)
    expect(Array.from(stage.state.pending.values(), (row) => row.work).toSorted()).toEqual(['lookup.commit'])
  })
})

function own(fact: Parameters<typeof environment>[1]) {
  return environment('preview', { kind: 'each', takes: [{ kind: 'change', into: null, label: null }], ...fact })
}
