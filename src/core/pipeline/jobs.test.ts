import { describe, expect, it } from 'vitest'
import type { Condition, JobFact, PipelineFact } from '../facts/index.ts'
import { component, job } from '../testing/facts.ts'
import { green, onePipeline, red, Track } from '../testing/track.ts'

/** A project with one pipeline of these jobs, which a push to feature/tea has started. Every story has one run. */
const pushed = (jobs: readonly JobFact[], told: (track: Track) => void = () => undefined, fact: Partial<PipelineFact> = {}) => {
  const track = new Track(onePipeline(jobs, fact, { components: { shop: component('shop'), till: component('till') } }))
  told(track)
  track.push('feature/tea', { shop: 'tea', till: 'tea' })
  return track
}

const equal = (path: string, value: string): { readonly text: string; readonly condition: Condition } => ({
  text: `${path} == "${value}"`,
  condition: { op: 'equal', left: { op: 'path', path: path.split('.') }, right: { op: 'literal', value } },
})

describe('jobs', () => {
  it('start side by side, and each as soon as those before it have passed', () => {
    const track = pushed(
      [job('lint'), job('unit'), job('image', { needs: ['unit'] }), job('ship', { needs: ['image', 'lint'] })],
      (story) => {
        for (const name of ['lint', 'unit']) story.job(name, 'later')
      },
    )
    expect(track.jobs(1)).toEqual({ lint: 'running', unit: 'running', image: 'waiting', ship: 'waiting' })
    track.finish('unit')
    expect(track.jobs(1)).toEqual({ lint: 'running', unit: 'passed', image: 'passed', ship: 'waiting' })
    track.finish('lint')
    expect(track.jobs(1)).toEqual({ lint: 'passed', unit: 'passed', image: 'passed', ship: 'passed' })
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: passed'])
  })

  it('that fail keep those after them from starting, and no others', () => {
    const track = pushed([job('lint'), job('unit'), job('image', { needs: ['unit'] }), job('ship', { needs: ['image'] })], (story) =>
      story.job('unit', red),
    )
    expect(track.jobs(1)).toEqual({ lint: 'passed', unit: 'failed: exit 1', image: 'skipped: needs', ship: 'skipped: needs' })
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: failed'])
  })

  it('may want others to have failed, or only to have ended', () => {
    const jobs = [job('unit'), job('alarm', { needs: ['unit'], outcome: 'failed' }), job('tidy', { needs: ['unit'], outcome: 'any' })]
    expect(pushed(jobs).jobs(1)).toEqual({ unit: 'passed', alarm: 'skipped: needs', tidy: 'passed' })
    expect(pushed(jobs, (story) => story.job('unit', red)).jobs(1)).toEqual({ unit: 'failed: exit 1', alarm: 'passed', tidy: 'passed' })
  })

  it('run once for each component that the commit has, and each after its own', () => {
    const each = { forEach: ['shop', 'till', 'attic'] }
    const track = new Track(
      onePipeline(
        [job('unit', each), job('image', { ...each, needs: ['unit'] })],
        {},
        { components: { shop: component('shop'), till: component('till'), attic: component('attic') } },
      ),
    )
    track.world('job.run', (work) => (work.component === 'till' && work.work.kind === 'run' && work.work.command === 'unit' ? red : null))
    track.push('feature/tea', { shop: 'tea', till: 'tea' })
    expect(track.jobs(1)).toEqual({
      'unit/shop': 'passed',
      'unit/till': 'failed: exit 1',
      'unit/attic': 'skipped: component',
      'image/shop': 'passed',
      'image/till': 'skipped: needs',
      'image/attic': 'skipped: component',
    })
  })

  it('run once for each combination of a matrix', () => {
    const track = pushed([job('unit', { matrix: { node: ['22', '24'], os: ['a', 'b'] } }), job('ship', { needs: ['unit'] })])
    expect(Object.keys(track.jobs(1))).toEqual(['unit/22/a', 'unit/22/b', 'unit/24/a', 'unit/24/b', 'ship'])
    expect(track.since()).toEqual(['run unit', 'run unit', 'run unit', 'run unit', 'run ship'])
  })

  it('are refused when they are more than a run may have', () => {
    const many = Array.from({ length: 251 }, (_, i) => String(i))
    const track = pushed([job('unit', { matrix: { a: many, b: ['x', 'y'] } })])
    expect(track.runs()).toEqual([])
    expect(track.start('dora', 'ci', 'feature/tea')).toBe('too-many-jobs: ci has more jobs than a run may have')
  })
})

describe('a condition', () => {
  it('speaks of what earlier jobs put out', () => {
    const jobs = [job('plan', { outputs: ['changes'] }), job('apply', { needs: ['plan'], if: equal('needs.plan.outputs.changes', 'yes') })]
    const with_ = (changes: string) => pushed(jobs, (story) => story.job('plan', green({ outputs: { changes } }))).jobs(1)
    expect(with_('yes')).toEqual({ plan: 'passed', apply: 'passed' })
    expect(with_('no')).toEqual({ plan: 'passed', apply: 'skipped: condition' })
  })

  it('that is not true skips a job, and those after it go on', () => {
    const track = pushed([job('unit', { if: equal('branch', 'main') }), job('image', { needs: ['unit'] })])
    expect(track.jobs(1)).toEqual({ unit: 'skipped: condition', image: 'passed' })
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: passed'])
  })

  it('of a pipeline that is not true starts nothing', () => {
    expect(pushed([job('unit')], undefined, { if: equal('branch', 'main') }).runs()).toEqual([])
  })

  it('of paths starts a job only when one of them has changed', () => {
    expect(pushed([job('unit', { paths: ['docs*'] }), job('image', { paths: ['sh*'] })]).jobs(1)).toEqual({
      unit: 'skipped: paths',
      image: 'passed',
    })
  })
})

describe('what a job is given', () => {
  it('is what earlier jobs made and put out', () => {
    const asked: unknown[] = []
    pushed(
      [
        job('image', { artifacts: ['dist'], outputs: ['url'] }),
        job('smoke', {
          needs: ['image'],
          env: { URL: { kind: 'output', job: 'image', output: 'url' }, MODE: { kind: 'text', text: 'fast' } },
        }),
      ],
      (story) => {
        story.world('job.run', ({ work, env, inputs }) => {
          asked.push({ env, inputs })
          return work.kind === 'run' && work.command === 'image' ? green({ artifact: 'sha-1', outputs: { url: 'https://tea' } }) : null
        })
      },
    )
    expect(asked).toEqual([
      { env: {}, inputs: {} },
      { env: { URL: { kind: 'text', text: 'https://tea' }, MODE: { kind: 'text', text: 'fast' } }, inputs: { image: 'sha-1' } },
    ])
  })
})

describe('a job fails', () => {
  it('when it covers too little, or does not say how much', () => {
    const jobs = [job('unit', { coverage: { atLeast: 80 } })]
    const at = (coverage: number | null) => pushed(jobs, (story) => story.job('unit', green({ coverage }))).jobs(1)
    expect([at(80), at(79.9), at(null)]).toEqual([
      { unit: 'passed' },
      { unit: 'failed: coverage 79.9' },
      { unit: 'failed: coverage unknown' },
    ])
  })

  it('when it is to build something and has made nothing', () => {
    expect(pushed([job('image', { builds: ['shop'] })], (story) => story.job('image', green())).jobs(1)).toEqual({
      image: 'failed: no artifact',
    })
  })

  it('when its deadline has passed', () => {
    const track = pushed([job('unit')], (story) => story.job('unit', { kind: 'failed', code: 'deadline', detail: 'never began' }))
    expect(track.jobs(1)).toEqual({ unit: 'failed: deadline' })
  })

  it('for good only when all its attempts have', () => {
    const attempts = (retry: number) => {
      const track = pushed([job('unit', { retry })], (story) => story.job('unit', red))
      return [track.since().length, track.jobs(1)['unit'], track.slots()] as const
    }
    expect(attempts(0)).toEqual([1, 'failed: exit 1', ['ask run:1/1/unit', 'free run:1/1/unit']])
    expect(attempts(2)).toEqual([3, 'failed: exit 1', ['ask run:1/1/unit', 'free run:1/1/unit']])
    expect(attempts(1_000)[0]).toBe(11)
  })

  it('no more once an attempt has passed', () => {
    let attempt = 0
    const track = pushed([job('unit', { retry: 3 })], (story) => story.world('job.run', () => (++attempt < 3 ? red : null)))
    expect([attempt, track.jobs(1)]).toEqual([3, { unit: 'passed' }])
  })
})
