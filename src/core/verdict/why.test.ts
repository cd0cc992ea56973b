import { describe, expect, it } from 'vitest'
import { environment, job, pipeline, pipelines, process } from '../testing/facts.ts'
import { lab, rollout } from '../testing/lab.ts'
import { failedJob, isRun, Stage } from '../testing/stage.ts'
import { file } from '../testing/track.ts'
import { clearersOf, sentenceOf } from './sentence.ts'
import { whyEnvironment } from './why.ts'

/** Why an environment is as it is, as people read it. */
function why(stage: Stage, id: string): string[] {
  const verdicts = whyEnvironment(stage.state, id, stage.now)
  return verdicts.map((verdict) => {
    const by = clearersOf(verdict)
    return `${verdict.state}: ${sentenceOf(verdict)}${by === '' ? '' : ` (${by})`}`
  })
}

/** An environment of that name, and nothing else. */
function only(fact: Parameters<typeof environment>[1], prepare?: (stage: Stage) => void): Stage {
  const ci = pipeline('ci', [job('image', { builds: ['shop'], artifacts: ['dist'] })], { when: [{ kind: 'push', to: null }] })
  const facts = process({
    pipelines: pipelines([ci], { shop: { pipeline: 'ci', job: 'image' } }),
    environments: { lab: environment('lab', fact) },
  })
  return new Stage(facts, undefined, prepare ? (story) => prepare(story as Stage) : undefined)
}

describe('why an environment is as it is', () => {
  it('is that its commit serves', () => {
    expect(why(lab(), 'lab')).toEqual([expect.stringMatching(/^open: c-\w{7} serves$/)])
  })

  it('is that its commit is being looked up', () => {
    const stage = lab()
    stage.world('lookup.commit', () => 'later')
    stage.push('main', { shop: 'tea' })
    expect(why(stage, 'lab')).toEqual(['waiting: what main holds is being looked up'])
  })

  it('is that its bytes are being built, or could not be', () => {
    const stage = lab()
    stage.world('job.run', () => 'later')
    stage.push('main', { shop: 'tea', api: 'cups' })
    expect(why(stage, 'lab')).toEqual(['waiting: shop and api are being built'])
    stage.release('job.run', failedJob)
    expect(why(stage, 'lab')).toEqual(['closed: shop and api could not be built (a developer)'])
  })

  it('is that somebody must choose, or that nothing is there', () => {
    expect(why(only({ takes: [{ kind: 'branch', branch: 'feature/*' }] }), 'lab')).toEqual([
      'waiting: somebody chooses what it takes (a developer)',
    ])
    expect(why(only({ takes: [{ kind: 'branch', branch: 'staging' }] }), 'lab')).toEqual([
      'waiting: nothing is there that it takes (a developer)',
    ])
  })

  it('is what a rollout does, what pauses it, and why it goes back', () => {
    const stage = lab({ rollout: rollout([50, 100], 60_000) })
    stage.waitMinutes(2)
    stage.push('main', { shop: 'tea' })
    expect(why(stage, 'lab')).toEqual([expect.stringMatching(/^waiting: c-\w{7} is being rolled out: watch$/)])
    stage.holds('dora', 'lab', 'the numbers look odd')
    stage.waitMinutes(1)
    expect(why(stage, 'lab')).toEqual(['closed: dora holds lab: the numbers look odd (a developer)'])
    stage.slow('lab')
    stage.abort('dora', 'lab')
    expect(why(stage, 'lab')).toEqual(['waiting: what served before is being brought back: aborted'])
  })

  it('is each gate before it, in the order in which they are judged', () => {
    const stage = lab({ go: [{ kind: 'by-hand' }], approve: [{ count: 1, team: null }] })
    stage.world('job.run', (work) => (isRun(work, 'image') ? 'as usual' : null))
    stage.stop('max')
    expect(why(stage, 'lab')).toEqual([
      'closed: max stopped the line: something burns (a maintainer)',
      'open: ci passed',
      'waiting: nobody has approved this set yet (a developer)',
      'waiting: somebody must say go (a developer)',
    ])
  })

  it('is that the file does not name it any more, or means something else by its name', () => {
    const stage = lab()
    const { process: facts } = stage.repository
    stage.repository.process = file({ ...facts, environments: { lab: environment('lab', { kind: 'each', takes: [] }) } }, 'each')
    stage.push('main', { docs: 'one' })
    expect(why(stage, 'lab')).toEqual(['closed: the process file does not name lab any more (a maintainer)'])
    expect(why(stage, 'nowhere')).toEqual(['closed: the process file does not name nowhere any more (a maintainer)'])
  })
})
