import { describe, expect, it } from 'vitest'
import type { Actor } from '../kernel/input.ts'
import { environment, job, pipeline, pipelines, plainProcess } from '../testing/facts.ts'
import { lab } from '../testing/lab.ts'
import { isRun, Stage, told } from '../testing/stage.ts'
import { project } from './decider.ts'
import type { Body, CommandKind } from './input.ts'

const actors: Readonly<Record<string, Actor>> = {
  ada: { kind: 'person', name: 'ada' },
  max: { kind: 'person', name: 'max' },
  dora: { kind: 'person', name: 'dora' },
  dan: { kind: 'person', name: 'dan' },
  vic: { kind: 'person', name: 'vic' },
  stranger: { kind: 'person', name: 'mallory' },
  part: { kind: 'part', name: 'forge' },
}

/** A project in which each command has something to speak of: Dora's change, a place that maintainers keep, a removal that is late. */
function busy(): Stage {
  const sign = job('sign', { work: { kind: 'approve', by: [{ kind: 'role', role: 'developer' }] } })
  const facts = plainProcess()
  const environments = {
    ...facts.environments,
    locked: environment('locked', { takes: facts.environments['staging']?.takes ?? [], isProtected: true }),
  }
  const all = [...Object.values(facts.pipelines.pipelines), pipeline('sign', [sign])]
  const stage = new Stage({ ...facts, environments, pipelines: pipelines(all, facts.pipelines.builders) })
  stage.push('feature/tea', { shop: 'tea' })
  stage.open('dora', 'feature/tea')
  stage.world('target.remove', () => 'later')
  stage.close('dora', 'preview/change/1')
  stage.waitMinutes(40)
  stage.say('dora', { kind: 'run.start', pipeline: 'sign', branch: 'main', inputs: {} })
  return stage
}

const commands = (stage: Stage) => {
  const head = stage.state.changes.get('1')?.head ?? ''
  const run = Math.max(...Array.from(stage.state.runs.values(), (row) => row.number))
  const effect = Array.from(stage.state.pending.values(), (row) => row.id).join()
  const bodies: { readonly [Kind in CommandKind]: Extract<Body, { readonly kind: Kind }> } = {
    'project.open': { kind: 'project.open', stream: 'project/shop', repository: 'shop', governingBranch: 'main' },
    'project.govern': { kind: 'project.govern', branch: 'feature/tea' },
    'line.stop': { kind: 'line.stop', reason: 'fire' },
    'line.resume': { kind: 'line.resume' },
    'refs.propose': { kind: 'refs.propose', refs: [{ name: 'refs/heads/feature/x', old: null, new: 'c1' }] },
    'change.open': { kind: 'change.open', from: 'main', into: 'feature/tea', title: 'back', labels: [], isDraft: false },
    'change.edit': { kind: 'change.edit', change: 1, title: 'other', labels: null, isDraft: null },
    'change.review': { kind: 'change.review', change: 1, verdict: 'rejected', head },
    'change.trust': { kind: 'change.trust', change: 1, head },
    'change.merge': { kind: 'change.merge', change: 1 },
    'change.unmerge': { kind: 'change.unmerge', change: 1 },
    'change.close': { kind: 'change.close', change: 1 },
    'run.start': { kind: 'run.start', pipeline: 'ci', branch: 'main', inputs: {} },
    'run.cancel': { kind: 'run.cancel', run },
    'run.again': { kind: 'run.again', pipeline: 'ci', branch: 'main', change: null },
    'job.approve': { kind: 'job.approve', run, job: 'sign', verdict: 'approved' },
    'environment.promote': { kind: 'environment.promote', environment: 'locked', branch: null, change: null, digest: null },
    'environment.approve': { kind: 'environment.approve', environment: 'production', digest: stage.waitingDigest('production') },
    'environment.reject': {
      kind: 'environment.reject',
      environment: 'production',
      digest: stage.waitingDigest('production'),
      reason: 'no',
    },
    'environment.retry': { kind: 'environment.retry', environment: 'locked', digest: 'd' },
    'environment.hold': { kind: 'environment.hold', environment: 'locked', reason: 'wait' },
    'environment.free': { kind: 'environment.free', environment: 'locked' },
    'environment.abort': { kind: 'environment.abort', environment: 'locked' },
    'environment.rollback': { kind: 'environment.rollback', environment: 'locked', generation: null, component: null },
    'environment.close': { kind: 'environment.close', environment: 'locked' },
    'environment.forget': { kind: 'environment.forget', environment: 'preview/change/1' },
    'effect.resolve': { kind: 'effect.resolve', effect, outcome: 'failed', detail: 'x' },
  }
  return bodies
}

/** Who is not turned away for who they are; what else stands in the way is another story. */
function allowed(stage: Stage, body: Body): string {
  const names = Object.entries(actors).filter(([, by]) => {
    const { answer } = project.decide(stage.state, { id: 'try', at: stage.now, by, body }, stage.now)
    if (answer.kind === 'judged') return answer.refs.every(({ verdict }) => verdict.state === 'open')
    return answer.kind !== 'refused' || answer.code !== 'not-allowed'
  })
  return names.map(([name]) => name).join(' ')
}

describe('what somebody may say', () => {
  it('is decided here, for each command and each role', () => {
    const stage = busy()
    const bodies = Object.values(commands(stage))
    expect(Object.fromEntries(bodies.map((body) => [body.kind, allowed(stage, body)]))).toEqual({
      'project.open': 'part',
      'project.govern': 'ada',
      'line.stop': 'ada max part',
      'line.resume': 'ada max part',
      'refs.propose': 'ada max dora dan',
      'change.open': 'ada max dora dan vic part',
      'change.edit': 'ada max dora dan',
      'change.review': 'ada max dora dan vic',
      'change.trust': 'ada max dora dan',
      'change.merge': 'ada max dora dan',
      'change.unmerge': 'ada max dora dan',
      'change.close': 'ada max dora dan',
      'run.start': 'ada max dora dan',
      'run.cancel': 'ada max dora dan',
      'run.again': 'ada max dora dan',
      'job.approve': 'ada max dora dan',
      'environment.promote': 'ada max',
      'environment.approve': 'ada max dora dan',
      'environment.reject': 'ada max dora dan',
      'environment.retry': 'ada max',
      'environment.hold': 'ada max',
      'environment.free': 'ada max',
      'environment.abort': 'ada max',
      'environment.rollback': 'ada max',
      'environment.close': 'ada max',
      'environment.forget': 'ada max',
      'effect.resolve': 'ada max',
    } satisfies Record<CommandKind, string>)
  })

  it('is nothing any more once somebody has left, also about what was their own', () => {
    const stage = busy()
    stage.part({ kind: 'people.changed', people: [{ name: 'max', role: 'maintainer' }] })
    expect(stage.shut('dora', 1)).toBe('not-allowed: only dora and developers may close #1')
    expect(stage.edit('dora', 1, ['urgent'])).toBe('not-allowed: only dora and developers may edit #1')
  })

  it('is turned away when it is not what it must be', () => {
    const stage = busy()
    const bad: readonly unknown[] = [
      { kind: 'environment.approve', environment: 'production' },
      { kind: 'environment.approve', environment: '__proto__', digest: '__proto__' },
      { kind: 'change.review', change: 1, verdict: 'maybe', head: stage.state.changes.get('1')?.head },
      { kind: 'change.close', change: '1' },
      { kind: 'change.edit', change: 1, title: null, labels: 'urgent', isDraft: null },
      { kind: 'change.edit', change: 1, title: null, labels: null, isDraft: 'no' },
      { kind: 'run.start', pipeline: 'ci', branch: 'main', inputs: ['level'] },
      { kind: 'refs.propose', refs: [null] },
      { kind: 'line.stop', reason: 'x'.repeat(30_000) },
      { kind: '__proto__' },
    ]
    const mark = stage.events.length
    expect(bad.map((body) => stage.say('max', body as Body)).map((answer) => answer.kind === 'refused' && answer.found)).toEqual([
      'digest of environment.approve must be a text',
      'there is no environment __proto__',
      'verdict of change.review must be approved or rejected',
      'change of change.close must be a number',
      'labels of change.edit must be a list of texts or nothing',
      'isDraft of change.edit must be true or false or nothing',
      'inputs of run.start must be texts by name',
      'refs of refs.propose must be a list of refs',
      'reason of line.stop must be a text',
      'there is no input of the kind __proto__',
    ])
    expect(stage.events.length).toBe(mark)
  })

  it('is no way to send back what others roll out: a verification belongs to those who deploy', () => {
    const stage = lab({ isProtected: true, verify: ['smoke'] })
    stage.world('job.run', (work) => (isRun(work, 'smoke') ? 'later' : null))
    stage.push('main', { shop: 'tea' })
    const run = Math.max(...Array.from(stage.state.runs.values(), (row) => row.number))
    expect(told(stage.say('dora', { kind: 'run.cancel', run }))).toBe(
      `not-allowed: run ${run} verifies lab: whoever deploys there cancels it`,
    )
    expect(told(stage.say('max', { kind: 'run.cancel', run }))).toBe('cancelled')
    stage.release('job.run', { kind: 'cancelled' })
    expect(stage.serves('lab')).toBe('bytes of v0')
  })
})
