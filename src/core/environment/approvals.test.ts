import { describe, expect, it } from 'vitest'
import type { EnvironmentFact, ProcessFacts, Role } from '../facts/index.ts'
import { environment, plainProcess } from '../testing/facts.ts'
import { Stage } from '../testing/stage.ts'

const day = 24 * 60 * 60_000

function production(
  fact: Partial<EnvironmentFact> = {},
  process: Partial<ProcessFacts> = {},
  people?: Readonly<Record<string, Role>>,
): Stage {
  const environments = {
    production: environment('production', {
      takes: [{ kind: 'branch', branch: 'main' }],
      approve: [{ count: 1, team: null }],
      isProtected: true,
      ...fact,
    }),
  }
  return new Stage(plainProcess({ environments, ...process }), people)
}

describe('an approval', () => {
  it('is of exactly what waits: with other bytes it lapses, with the same bytes it stays', () => {
    const stage = production({ go: [{ kind: 'by-hand' }] })
    expect(stage.signed('dora', 'production')).toBe('approved')
    stage.push('main', { docs: 'a page' })
    expect(stage.why('production')).toEqual(['go: by-hand'])
    stage.push('main', { shop: 'tea' })
    expect(stage.why('production')).toEqual(['approve: missing', 'go: by-hand'])
  })

  it('is gone for good when something else came between', () => {
    const stage = production({ go: [{ kind: 'by-hand' }] })
    stage.signed('dora', 'production')
    stage.push('main', { shop: 'tea' })
    stage.push('main', { shop: 'v0' })
    expect(stage.why('production')).toEqual(['approve: missing', 'go: by-hand'])
  })

  it('can be too late', () => {
    const stage = production()
    const digest = stage.waitingDigest('production')
    stage.push('main', { shop: 'tea' })
    expect(stage.say('dora', { kind: 'environment.approve', environment: 'production', digest })).toMatchObject({ code: 'moved' })
    expect(stage.serves('production')).toBe(null)
  })

  it('lasts as long as the file says, and no longer', () => {
    const stage = production({ go: [{ kind: 'by-hand' }], approvalLasts: { kind: 'days', days: 2 } })
    stage.signed('dora', 'production')
    stage.wait(2 * day - 1)
    expect(stage.why('production')).toEqual(['go: by-hand'])
    stage.wait(1)
    expect(stage.why('production')).toEqual(['approve: missing', 'go: by-hand'])
    expect(stage.promote('max', 'production')).toBe('promoted')
    expect(stage.serves('production')).toBe(null)
    stage.signed('dora', 'production')
    expect(stage.serves('production')).toBe('bytes of v0')
  })

  it('is given by those who have a vote, once each', () => {
    const stage = production({ approve: [{ count: 2, team: 'leads' }] }, { teams: { leads: ['dora', 'vic', 'nobody-here'] } })
    expect(stage.signed('max', 'production')).toBe('not-allowed: max has no vote for production')
    expect(stage.signed('nobody-here', 'production')).toBe('not-allowed: nobody-here has no vote for production')
    stage.signed('dora', 'production')
    stage.signed('dora', 'production')
    expect(stage.why('production')).toEqual(['approve: missing'])
    stage.signed('vic', 'production')
    expect(stage.serves('production')).toBe('bytes of v0')
  })

  it('of every kind that is wanted must be there', () => {
    const stage = production(
      {
        approve: [
          { count: 1, team: null },
          { count: 1, team: 'leads' },
        ],
      },
      { teams: { leads: ['vic'] } },
    )
    stage.signed('vic', 'production')
    expect(stage.why('production')).toEqual(['approve: missing'])
    stage.signed('dora', 'production')
    expect(stage.serves('production')).toBe('bytes of v0')
  })

  it('of the next set takes nothing from what is being rolled out, and is not used up by it', () => {
    const stage = production({ rollout: { style: 'rolling', surge: 1, drainMs: 0, steps: [10, 100], watchMs: 60_000 } })
    stage.signed('dora', 'production')
    stage.push('main', { shop: 'tea' })
    expect(stage.signed('dora', 'production')).toBe('approved')
    stage.waitMinutes(1)
    expect(stage.since().filter((deed) => deed.startsWith('serve'))).toEqual([
      'serve bytes of v0 in production (1, 10%)',
      'serve bytes of v0 in production (1, 100%)',
      'serve bytes of tea in production (2, 10%)',
    ])
  })
})

describe('a rejection', () => {
  it('stands, also when others came between, until its author takes it back', () => {
    const stage = production()
    expect(stage.reject('dora', 'production')).toBe('rejected')
    expect(stage.signed('dan', 'production')).toBe('approved')
    expect(stage.why('production')).toEqual(['approve: rejected'])
    stage.push('main', { shop: 'tea' })
    expect(stage.why('production')).toEqual(['approve: missing'])
    stage.push('main', { shop: 'v0' })
    expect(stage.why('production')).toEqual(['approve: rejected'])
    stage.signed('dora', 'production')
    expect(stage.serves('production')).toBe('bytes of v0')
  })

  it('counts no more when its author has no vote any more', () => {
    const stage = production()
    stage.reject('dora', 'production')
    stage.signed('dan', 'production')
    stage.part({ kind: 'people.changed', people: [{ name: 'dan', role: 'developer' }] })
    expect(stage.serves('production')).toBe('bytes of v0')
  })

  it('needs a reason and a vote', () => {
    const stage = production()
    expect(stage.reject('vic', 'production')).toBe('not-allowed: vic has no vote for production')
    expect(stage.reject('dora', 'production', ' ')).toBe('empty: the reason is empty')
  })
})

describe('who may move an environment', () => {
  const says = {
    promote: (stage: Stage, by: string) => stage.promote(by, 'production'),
    hold: (stage: Stage, by: string) => stage.holds(by, 'production'),
    free: (stage: Stage, by: string) => stage.free(by, 'production'),
    abort: (stage: Stage, by: string) => stage.abort(by, 'production'),
    'roll back': (stage: Stage, by: string) => stage.rollBack(by, 'production'),
    retry: (stage: Stage, by: string) => stage.retry(by, 'production'),
    close: (stage: Stage, by: string) => stage.close(by, 'production'),
  }

  function whoMay(fact: Partial<EnvironmentFact>, process: Partial<ProcessFacts> = {}): string[] {
    return ['ada', 'max', 'dora', 'vic', 'stranger'].filter((by) => {
      const verbs = Object.values(says).map((say) => say(production(fact, process), by).startsWith('not-allowed'))
      expect(new Set(verbs).size).toBe(1)
      return verbs[0] === false
    })
  }

  it('is a maintainer where it is protected, and a developer where it is not', () => {
    expect(whoMay({})).toEqual(['ada', 'max'])
    expect(whoMay({ isProtected: false })).toEqual(['ada', 'max', 'dora'])
  })

  it('is whom its space names, and whom it names itself before all', () => {
    const deploy = (team: string) => ({ deploy: [{ kind: 'team' as const, team }] })
    const all = { see: [], open: [], logs: [], data: [] }
    const process = {
      teams: { gov: ['vic'], vendor: ['dora'] },
      spaces: { prod: { name: 'prod', server: null, allow: { ...all, ...deploy('gov') } } },
    }
    expect(whoMay({ space: 'prod' }, process)).toEqual(['vic'])
    expect(whoMay({ space: 'prod', allow: deploy('vendor') }, process)).toEqual(['dora'])
    expect(whoMay({ allow: { deploy: [{ kind: 'nobody' }] } })).toEqual([])
    expect(whoMay({ allow: { deploy: [{ kind: 'everyone' }] } })).toEqual(['ada', 'max', 'dora', 'vic', 'stranger'])
  })
})
