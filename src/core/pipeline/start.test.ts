import { describe, expect, it } from 'vitest'
import type { InputFact } from '../facts/index.ts'
import { job } from '../testing/facts.ts'
import { onePipeline, red, Track } from '../testing/track.ts'

const inputs: Readonly<Record<string, InputFact>> = {
  size: { kind: 'choice', choices: ['small', 'large'], default: 'small' },
  count: { kind: 'number', choices: [], default: '1' },
  note: { kind: 'text', choices: [], default: null },
}

const byHand = (more: Partial<InputFact> | null = null) => {
  const track = new Track(
    onePipeline([job('deploy')], { when: [], inputs: more === null ? inputs : { note: { ...inputs['note']!, ...more } } }),
  )
  track.push('feature/tea', { shop: 'tea' })
  return track
}

describe('a run that somebody starts', () => {
  it('is started by developers, of a pipeline that the branch has', () => {
    const track = byHand()
    expect(track.start('vic', 'ci', 'feature/tea')).toBe('not-allowed: a developer starts pipelines')
    expect(track.start('dora', 'ci', 'feature/none')).toBe('no-branch: there is no branch feature/none whose commit is known')
    expect(track.start('dora', 'cd', 'feature/tea')).toBe('no-pipeline: feature/tea has no pipeline cd')
    expect(track.start('dora', 'toString', 'feature/tea')).toBe('no-pipeline: feature/tea has no pipeline toString')
  })

  it.each([
    [{ note: 'x' }, 'started'],
    [{ note: 'x', size: 'large', count: '-2.5' }, 'started'],
    [{}, 'missing-input: ci wants the input note'],
    [{ note: 'x', size: 'huge' }, 'bad-input: size is one of small, large'],
    [{ note: 'x', count: 'many' }, 'bad-input: count is a number'],
    [{ note: 'x', count: ' ' }, 'bad-input: count is a number'],
    [{ note: 'x', colour: 'red' }, 'no-input: ci takes no input colour'],
    [{ note: 'x', toString: 'red' }, 'no-input: ci takes no input toString'],
    [{ note: 'a\u0007b' }, 'control-character: the input note holds the character U+0007, which cannot be seen'],
    [{ note: 'x'.repeat(2001) }, 'too-long: the input note has 2001 characters; at most 2000'],
  ])('with %o is told: %s', (given, answer) => {
    expect(byHand().start('dora', 'ci', 'feature/tea', given)).toBe(answer)
  })

  it('has what it was given, and the rest as the file says', () => {
    const track = byHand()
    track.job('deploy', 'later')
    track.start('dora', 'ci', 'feature/tea', { note: '$(reboot)', size: 'large' })
    expect([...track.state.runs.values()].map((run) => run.inputs)).toEqual([{ note: '$(reboot)', size: 'large', count: '1' }])
  })

  it('runs each time, and beside one that was given something else', () => {
    const track = byHand()
    for (const note of ['a', 'a', 'b']) track.start('dora', 'ci', 'feature/tea', { note })
    expect(track.since()).toEqual(['run deploy', 'run deploy', 'run deploy'])
    track.job('deploy', 'later')
    for (const note of ['a', 'a', 'b']) track.start('dora', 'ci', 'feature/tea', { note })
    expect(track.runs().slice(3)).toEqual(['4 ci of branch:feature/tea: under way', '5 ci of branch:feature/tea: under way'])
  })
})

describe('a run that is started again', () => {
  it('is a new one, unless one is under way', () => {
    const track = new Track(onePipeline([job('unit')]))
    track.job('unit', red)
    track.push('feature/tea', { shop: 'tea' })
    track.job('unit', 'later')
    expect([track.again('dora', 'ci', { branch: 'feature/tea' }), track.again('dan', 'ci', { branch: 'feature/tea' })]).toEqual([
      'started',
      'started',
    ])
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: failed', '2 ci of branch:feature/tea: under way'])
    expect(track.again('dora', 'ci', { branch: 'feature/none' })).toBe('no-pipeline: nothing there has a pipeline ci')
    expect(track.again('dora', 'ci', { change: 7 })).toBe('no-pipeline: nothing there has a pipeline ci')
  })

  it('is a new one while the one before is being cancelled, and whoever waited waits for it', () => {
    const track = new Track(onePipeline([job('unit'), job('down', { undoes: 'unit' })]))
    track.job('down', 'later')
    track.push('feature/tea', { shop: 'tea' })
    track.cancel('dora', 1)
    expect(track.again('dora', 'ci', { branch: 'feature/tea' })).toBe('started')
    track.finish('down')
    track.finish('down')
    expect(track.runs()).toEqual(['1 ci of branch:feature/tea: cancelled', '2 ci of branch:feature/tea: passed'])
    expect([...track.state.evidence.values()].map((row) => [row.run, row.state])).toEqual([[2, 'passed']])
  })
})

describe('a job that people pass', () => {
  const sign = job('sign', {
    work: {
      kind: 'approve',
      by: [
        { kind: 'team', team: 'keepers' },
        { kind: 'role', role: 'administrator' },
      ],
    },
  })
  const asking = () => {
    const track = new Track(
      onePipeline(
        [job('unit'), { ...sign, needs: ['unit'] }, job('ship', { needs: ['sign'] })],
        {},
        { teams: { keepers: ['dan', 'ghost'] } },
      ),
    )
    track.push('feature/tea', { shop: 'tea' })
    return track
  }

  it('waits for one of them, and takes no machine', () => {
    const track = asking()
    expect(track.jobs(1)).toEqual({ unit: 'passed', sign: 'asking', ship: 'waiting' })
    for (const name of ['dora', 'max', 'vic', 'ghost'])
      expect(track.pass(name, 1, 'sign')).toBe(`not-allowed: ${name} is not one of those who may`)
    expect(track.pass('dan', 1, 'unit')).toBe('no-job: run 1 has no job unit that people pass')
    expect(track.pass('dan', 1, 'sign')).toBe('approved')
    expect(track.pass('ada', 1, 'sign')).toBe('no-job: run 1 has no job sign that people pass')
    expect(track.jobs(1)).toEqual({ unit: 'passed', sign: 'passed', ship: 'passed' })
    expect(track.slots()).toEqual(['ask run:1/1/unit', 'free run:1/1/unit', 'ask run:1/1/ship', 'free run:1/1/ship'])
  })

  it('fails when one of them says no', () => {
    const track = asking()
    expect(track.pass('ada', 1, 'sign', 'rejected')).toBe('rejected')
    expect(track.jobs(1)).toEqual({ unit: 'passed', sign: 'failed: rejected by ada', ship: 'skipped: needs' })
  })
})
