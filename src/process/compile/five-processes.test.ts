import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Source } from '../../core/facts/index.ts'
import { factsOf } from '../testing/told.ts'

const root = join(import.meta.dirname, '../../..')
const processOf = (name: string): string => readFileSync(join(root, `processes/${name}.yaml`), 'utf8')

describe('the five processes', () => {
  const takesOf = (takes: readonly Source[] | undefined): readonly string[] => (takes ?? []).map((source) => source.kind)

  test('train: candidates go where their approver says, releases by train', async () => {
    const facts = await factsOf(processOf('train'))
    expect(facts.candidates).toEqual({
      of: [{ kind: 'change', into: 'staging', label: null }],
      when: [{ kind: 'by-itself' }],
      approve: [{ count: 1, team: null }],
      choose: ['dev', 'preview'],
      publish: { kind: 'by-itself' },
      notes: 'generated',
      changelog: null,
      artifacts: ['dist'],
      registry: null,
      prerelease: 'rc',
      keep: { kind: 'until', environment: 'production' },
    })
    expect(facts.trains['weekly']).toEqual({
      name: 'weekly',
      from: 'staging',
      into: 'main',
      when: 'tuesdays 10:00 Europe/London',
      if: null,
      approve: [],
    })
    expect(facts.branches.find((rule) => rule.pattern === 'hotfix/*')).toMatchObject({
      skip: ['preprod'],
      backMerge: 'staging',
      isProtected: false,
    })
    expect(facts.pipelines.builders).toEqual({ api: { pipeline: 'ci', job: 'image' } })
  })

  test('spaces: rights of two organisations, and claims', async () => {
    const facts = await factsOf(processOf('spaces'))
    expect(facts.spaces['prod']?.allow).toEqual({
      see: [{ kind: 'role', role: 'viewer' }],
      open: [{ kind: 'role', role: 'viewer' }],
      logs: [{ kind: 'team', team: 'gov' }],
      deploy: [{ kind: 'team', team: 'gov' }],
      data: [{ kind: 'team', team: 'gov' }],
    })
    expect(facts.environments['experiment']).toMatchObject({
      pool: 2,
      claim: { kind: 'elapsed', ms: 7_200_000 },
      go: [{ kind: 'by-hand' }],
      isProtected: false,
    })
    expect(facts.environments['development']?.takes).toEqual([{ kind: 'change', into: null, label: 'qasp-ready' }])
    expect(facts.branches.map((rule) => [rule.pattern, rule.merge])).toEqual([
      ['staging', 'by-itself'],
      ['main', 'by-hand'],
    ])
  })

  test('calver: data that is stripped before it travels', async () => {
    const facts = await factsOf(processOf('calver'))
    expect(facts.snapshots).toEqual({
      full: {
        name: 'full',
        of: { kind: 'environment', name: 'production' },
        when: 'daily 02:00 Europe/London',
        strip: null,
        keep: { kind: 'age', age: { kind: 'days', days: 14 } },
        into: ['staging'],
        approve: [{ count: 1, team: 'data-owners' }],
      },
      stripped: {
        name: 'stripped',
        of: { kind: 'snapshot', name: 'full' },
        when: null,
        strip: 'data/strip.yaml',
        keep: { kind: 'age', age: { kind: 'days', days: 14 } },
        into: null,
        approve: [],
      },
    })
    expect(
      Object.fromEntries(Object.values(facts.environments).map((environment) => [environment.name, takesOf(environment.takes)])),
    ).toEqual({
      feature: ['branch'],
      local: ['working-copy'],
      preview: ['branch'],
      production: ['release'],
      staging: ['release'],
    })
  })

  test('registry: images wait, and environments sleep', async () => {
    const facts = await factsOf(processOf('registry'))
    expect(facts.environments['trial']).toMatchObject({ expire: { kind: 'with-run' }, address: 'trial-<branch>-<change>' })
    expect(facts.environments['staging']?.officeHours).toEqual({
      calendar: 'weekdays 07:00-20:00 Europe/Berlin',
      outside: { instances: 1 },
    })
    expect(facts.environments['production']).toMatchObject({
      registry: 'production',
      pace: 'each-component',
      experiments: { upToPercent: 20 },
      rollout: { drainMs: 300_000 },
    })
    expect(facts.changes.ticket).toEqual({ prefix: 'SHOP' })
    expect(facts.notify).toEqual({
      'on-call': [
        { news: 'rollout aborted', environment: null },
        { news: 'rolled back', environment: null },
        { news: 'failed', environment: 'production' },
      ],
    })
  })

  test('semver: published after production, with coverage and short-lived identity', async () => {
    const facts = await factsOf(processOf('semver'))
    expect(facts.versions).toEqual({ scheme: 'semver', format: 'MAJOR.MINOR.PATCH', labels: 'release' })
    expect(facts.releases).toMatchObject({ publish: { kind: 'after', environment: 'production' }, keep: { kind: 'forever' } })
    const { unit, image } = facts.pipelines.pipelines['ci']?.jobs ?? {}
    expect(unit).toMatchObject({ coverage: { atLeast: 80 }, artifacts: ['coverage'], builds: [] })
    expect(image).toMatchObject({ identity: 'aws', may: ['push images'], forEach: ['api', 'web'], builds: ['api', 'web'] })
    expect(facts.secrets['PAYMENT_KEY']).toEqual({ at: ['production'], rotate: { kind: 'days', days: 90 } })
    expect(facts.environments['production']?.secrets).toEqual(['PAYMENT_KEY', 'SENTRY_DSN'])
  })
})
