import { describe, expect, test } from 'vitest'
import { factsOf } from '../testing/told.ts'

describe('what a careful team would choose holds without a word', () => {
  test('an environment that only says what it takes', async () => {
    const facts = await factsOf('project: shop\nenvironments: { production: { deploy: branch main } }\n')
    expect(facts.environments['production']).toEqual({
      name: 'production',
      kind: 'shared',
      takes: [{ kind: 'branch', branch: 'main' }],
      components: ['shop'],
      data: { kind: 'live' },
      infra: null,
      go: [{ kind: 'by-itself' }],
      after: [],
      soak: null,
      approve: [],
      approvalLasts: null,
      if: null,
      claim: null,
      queue: 'latest',
      pace: 'together',
      rollout: { style: 'rolling', surge: 1, drainMs: 30_000, steps: [100], watchMs: 300_000 },
      verify: [],
      experiments: null,
      space: null,
      server: null,
      registry: null,
      address: 'production',
      size: 'medium',
      instances: 1,
      pool: 1,
      limit: 10,
      expire: null,
      officeHours: null,
      allow: {},
      env: {},
      secrets: [],
      isProtected: true,
    })
  })

  test('an environment for each change', async () => {
    const facts = await factsOf('environments: { preview: { for: change } }\n')
    const preview = facts.environments['preview']
    expect(preview).toMatchObject({
      kind: 'each',
      address: 'preview-<change>',
      size: 'small',
      limit: 10,
      expire: { kind: 'idle', age: { kind: 'days', days: 7 } },
      isProtected: false,
    })
    expect(facts.production).toBeNull()
  })

  test('a branch that is named is protected, a pattern is when it says so', async () => {
    const facts = await factsOf(
      'branches: { main: { tag: latest }, feature/*: { into: main }, release/*: { checks: ci } }\npipelines: { ci: { when: change, run: x } }\n',
    )
    expect(
      facts.branches.map(({ pattern, isProtected, reviews, push, checks }) => ({ pattern, isProtected, reviews, push, checks })),
    ).toEqual([
      { pattern: 'feature/*', isProtected: false, reviews: [], push: [{ kind: 'role', role: 'developer' }], checks: null },
      { pattern: 'release/*', isProtected: true, reviews: [{ count: 1, team: null }], push: [{ kind: 'nobody' }], checks: ['ci'] },
      { pattern: 'main', isProtected: true, reviews: [{ count: 1, team: null }], push: [{ kind: 'nobody' }], checks: null },
    ])
  })

  test('a branch that matters is protected also when no rule names it', async () => {
    const facts = await factsOf(`
changes: { into: dev }
releases: { of: branch stable }
trains: { weekly: { from: dev, into: next, when: tuesdays 10:00 } }
environments: { production: { deploy: branch main }, play: { deploy: any branch } }
`)
    expect(facts.branches.map((rule) => [rule.pattern, rule.isProtected])).toEqual([
      ['stable', true],
      ['main', true],
      ['next', true],
      ['dev', true],
    ])
  })

  test('without a section of versions builds are numbered, and with an empty choice the calendar counts', async () => {
    expect((await factsOf('project: shop')).versions).toEqual({ scheme: 'build' })
    expect((await factsOf('versions: { labels: release }')).versions).toEqual({
      scheme: 'calver',
      format: 'YYYY.0M.0D.build',
      labels: 'release',
    })
  })
})

describe('an environment is protected', () => {
  const isProtected = async (keys: string, more = ''): Promise<boolean | undefined> => {
    const facts = await factsOf(`environments: { place: { ${keys} }, home: { deploy: branch main } }\n${more}`)
    return facts.environments['place']?.isProtected
  }

  test.each<[boolean, string, string, string?]>([
    [true, 'because it asks for approval', 'deploy: any branch, approve: 1'],
    [
      true,
      'because it takes protected branches only',
      'deploy: [branch main, branch release/*]',
      'branches: { release/*: { reviews: 1 } }',
    ],
    [true, 'because it takes releases', 'deploy: release', 'releases: { of: branch main }'],
    [true, 'because its images are made of a protected branch', 'deploy: image live/*', 'releases: { of: branch main, registry: live }'],
    [false, 'when candidates are made of changes', 'deploy: candidate', 'candidates: { of: change into main }'],
    [false, 'when its images are made of any branch', 'deploy: image all/*', 'candidates: { of: any branch, registry: all }'],
    [
      true,
      'because it holds data that is not stripped',
      'deploy: any branch, data: full',
      'snapshots: { full: { of: home, into: place } }',
    ],
    [false, 'when it takes any branch', 'deploy: any branch'],
    [false, 'when it takes changes', 'deploy: change into main'],
    [false, 'when one of several is not protected', 'deploy: [branch main, branch feature/*]', 'branches: { feature/*: { into: main } }'],
    [false, 'when its data is stripped', 'deploy: any branch, data: thin', 'snapshots: { thin: { of: home, strip: s.yaml } }'],
  ])('%s %s', async (expected, _, keys, more) => {
    expect(await isProtected(keys, more)).toBe(expected)
  })

  test('when it is the one called production', async () => {
    const facts = await factsOf('production: live\nenvironments: { live: { deploy: any branch } }')
    expect(facts.environments['live']).toMatchObject({ isProtected: true, data: { kind: 'live' } })
  })
})

describe('calendars are named by what they say', () => {
  test('the same words share one, and midnights are always there', async () => {
    const facts = await factsOf(`
time-zone: Europe/Berlin
holidays: [01-01, 2026-04-03]
environments:
  test: { deploy: any branch, when: weekdays 09:00-16:00, office-hours: weekdays 09:00-16:00 }
  live: { deploy: any branch, when: [weekdays 09:00-16:00 Europe/Berlin, weekends 10:00-12:00] }
trains: { weekly: { from: a, into: b, when: thursdays and tuesdays 10:00 UTC } }
freezes: { year-end: { at: live, when: 2026-12-20 to 2027-01-03 } }
`)
    const holidays = [
      { year: null, month: 1, day: 1 },
      { year: 2026, month: 4, day: 3 },
    ]
    expect(facts.calendars).toEqual({
      '2026-12-20T00:00 to 2027-01-04T00:00 Europe/Berlin': {
        kind: 'span',
        from: '2026-12-20T00:00',
        to: '2027-01-04T00:00',
        zone: 'Europe/Berlin',
      },
      midnights: { kind: 'midnights', zone: 'Europe/Berlin' },
      'tuesdays and thursdays 10:00 UTC': { kind: 'times', days: ['tuesdays', 'thursdays'], at: '10:00', zone: 'UTC', holidays },
      'weekdays 09:00-16:00 Europe/Berlin': {
        kind: 'hours',
        days: ['weekdays'],
        from: '09:00',
        to: '16:00',
        zone: 'Europe/Berlin',
        holidays,
      },
      'weekends 10:00-12:00 Europe/Berlin': {
        kind: 'hours',
        days: ['weekends'],
        from: '10:00',
        to: '12:00',
        zone: 'Europe/Berlin',
        holidays,
      },
    })
    expect(facts.environments['test']?.officeHours).toEqual({ calendar: 'weekdays 09:00-16:00 Europe/Berlin', outside: 'asleep' })
  })
})
