import { describe, expect, test } from 'vitest'
import { matchPhrase } from '../../phrase/match-phrase.ts'
import type { Phrase } from '../../phrase/phrase.ts'
import { phraseRegex } from '../../phrase/schema-regex.ts'
import { splitWords } from '../../phrase/word.ts'
import { go, make, publish } from './go.ts'
import { coverage, envValue, forEach, libraryJob, may, newsRule } from './job.ts'
import { votes, who } from './people.ts'
import { data, experiments, expire, infra, keep, officeHours, ready } from './place.ts'
import { line, source, start } from './source.ts'
import { age, freezeTime, holiday, hours, time, zone } from './time.ts'

const all: readonly Phrase<unknown>[] = [
  source,
  line,
  start,
  go,
  make,
  publish,
  time,
  hours,
  freezeTime,
  age,
  zone,
  holiday,
  who,
  votes,
  data,
  ready,
  infra,
  experiments,
  expire,
  officeHours,
  keep,
  libraryJob,
  forEach,
  envValue,
  coverage,
  may,
  newsRule,
]

function understood(phrase: Phrase<unknown>, text: string): unknown {
  const span = { source: { path: 'f', text }, start: 0, end: text.length }
  const match = matchPhrase(phrase, splitWords({ kind: 'scalar', text, span, offsets: null }))
  return match.ok ? match.form : { refusedAt: match.at }
}

describe('each phrase has one structured form', () => {
  test.each<[Phrase<unknown>, string, unknown]>([
    [source, 'branch main', { kind: 'branch', branch: 'main' }],
    [source, 'any branch', { kind: 'branch', branch: '*' }],
    [source, 'branch branch', { kind: 'branch', branch: 'branch' }],
    [source, 'branch release', { kind: 'branch', branch: 'release' }],
    [source, 'change', { kind: 'change', into: null, label: null }],
    [source, 'change into release/* with label ready to go: now', { kind: 'change', into: 'release/*', label: 'ready to go: now' }],
    [source, 'image releases/shop-*', { kind: 'image', registry: 'releases', name: 'shop-*' }],
    [source, 'working copy', { kind: 'working-copy' }],
    [start, 'push to feature/*', { kind: 'push', to: 'feature/*' }],
    [start, 'pipeline ci', { kind: 'pipeline', pipeline: 'ci' }],
    [time, 'tuesdays 10:00 Europe/London', { kind: 'time', days: 'tuesdays', time: '10:00', zone: 'Europe/London' }],
    [time, 'mondays and thursdays 06:30', { kind: 'time', days: 'mondays and thursdays', time: '06:30', zone: null }],
    [hours, 'weekdays 22:00-05:00', { kind: 'hours', days: 'weekdays', from: '22:00', to: '05:00', zone: null }],
    [freezeTime, '2026-12-20 to 2027-01-03', { kind: 'span', from: '2026-12-20', to: '2027-01-03', zone: null }],
    [
      freezeTime,
      '2026-12-18 16:00 to 2027-01-04 08:00 UTC',
      { kind: 'span', from: '2026-12-18 16:00', to: '2027-01-04 08:00', zone: 'UTC' },
    ],
    [age, '5 min', '5 min'],
    [age, '5min', '5 min'],
    [age, '1 day', '1 days'],
    [expire, '7 days idle', { kind: 'idle', after: '7 days' }],
    [expire, 'with its run', { kind: 'with-run' }],
    [
      officeHours,
      'weekdays 08:00-19:00 else 1 instance',
      { kind: 'hours', days: 'weekdays', from: '08:00', to: '19:00', zone: null, else: 1 },
    ],
    [keep, 'until production', { kind: 'until', environment: 'production' }],
    [keep, '10 newest', { kind: 'newest', count: 10 }],
    [votes, '2 of leads', { count: 2, team: 'leads' }],
    [votes, 'developers', { count: 1, team: null }],
    [who, 'maintainers', { kind: 'role', role: 'maintainer' }],
    [who, 'leads', { kind: 'team', team: 'leads' }],
    [who, 'signed in', { kind: 'signed-in' }],
    [data, 'latest stripped', { kind: 'snapshot', snapshot: 'stripped', refresh: 'latest' }],
    [ready, '/readyz', { path: '/readyz', within: '60s' }],
    [experiments, 'up to 20%', { upToPercent: 20 }],
    [publish, 'after production', { kind: 'after', environment: 'production' }],
    [envValue, 'output url of deploy', { kind: 'output', job: 'deploy', output: 'url' }],
    [envValue, 'output of the mill', { kind: 'text', text: 'output of the mill' }],
    [coverage, 'at least 80%', { atLeast: 80 }],
    [newsRule, 'deployed to production', { news: 'deployed', environment: 'production' }],
    [newsRule, 'rollout aborted', { news: 'rollout aborted', environment: null }],
  ])('%o says %s', (phrase, text, form) => {
    expect(understood(phrase, text)).toEqual(form)
  })
})

describe('every form that is shown is understood', () => {
  test.each(
    all.flatMap((phrase) =>
      [...phrase.forms.map((form) => form.example), ...(phrase.examples ?? [])].map((example) => [phrase.name, example, phrase] as const),
    ),
  )('%s: %s', (_, example, phrase) => {
    expect(understood(phrase, example)).not.toEqual({ refusedAt: expect.anything() as unknown })
    expect(example).toMatch(new RegExp(phraseRegex(phrase), 'u'))
  })

  test.each(all.flatMap((phrase) => Object.values(phrase.habits ?? {}).map((meant) => [phrase.name, meant, phrase] as const)))(
    'and so is what a habit is answered with, in %s: %s',
    (_, meant, phrase) => {
      expect(understood(phrase, meant)).not.toEqual({ refusedAt: expect.anything() as unknown })
    },
  )
})

describe('what is not understood is refused at its word', () => {
  test.each<[Phrase<unknown>, string, number]>([
    [source, 'brnach main', 0],
    [source, 'branch', 1],
    [source, 'branch main dev', 2],
    [source, 'change with label', 3],
    [time, 'tuesdays 25:00', 1],
    [time, 'tuesdays 10:00 Mars/Olympus', 2],
    [hours, 'weekdays 08:00', 1],
    [age, '90', 0],
    [age, '5m', 0],
    [age, '5 months', 1],
    [age, '007 days', 0],
    [holiday, '02-30', 0],
    [freezeTime, '2026-12-20 to', 2],
    [votes, '2 from leads', 1],
    [source, 'branch a..b', 1],
    [source, 'branch $(rm)', 1],
  ])('%o: %s', (phrase, text, at) => {
    expect(understood(phrase, text)).toEqual({ refusedAt: at })
  })
})
