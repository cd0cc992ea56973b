import type { Outcome } from '../../../src/core/kernel/effect.ts'
import type { Work } from '../../../src/core/kernel/work.ts'
import { failedJob, notReady, type Stage } from '../../../src/core/testing/stage.ts'
import type { Story } from '../../../src/core/testing/story.ts'
import { expandCalendar } from '../../../src/process/calendar/index.ts'
import type { Verb } from './verbs.ts'

type Job = Extract<Work, { readonly kind: 'job.run' }>

/** How the world is, from a line on. */
export const worldVerbs: readonly Verb[] = [
  [/^world: (?<environment>\S+) is never ready$/, ({ stage, words: { environment = '' } }) => stage.neverReady(environment)],
  [/^world: (?<environment>\S+) is not ready once$/, ({ stage, words: { environment = '' } }) => stage.notReadyOnce(environment)],
  [/^world: (?<environment>\S+) is slow$/, ({ stage, words: { environment = '' } }) => stage.slow(environment)],
  [
    /^world: (?<environment>\S+) is ready again$/,
    ({ stage, words: { environment } }) => stage.world('target.activate', (work) => (work.environment === environment ? 'as usual' : null)),
  ],
  [
    /^world: migrations fail$/,
    ({ stage }) =>
      stage.world('database.migrate', () => ({ kind: 'done', value: { kind: 'failed', detail: 'a column is there already' } })),
  ],
  [
    /^world: nobody knows how migrations end$/,
    ({ stage }) => stage.world('database.migrate', () => ({ kind: 'unknown', detail: 'the worker is gone' })),
  ],
  [
    /^world: (?<job>\S+) fails(?: at (?<at>\S+))?$/,
    ({ stage, words }) => stage.world('job.run', (work) => (isMeant(work, words) ? failedJob : null)),
  ],
  [/^world: (?<job>\S+) is slow$/, ({ stage, words }) => stage.world('job.run', (work) => (isMeant(work, words) ? 'later' : null))],
  [/^world: (?<job>\S+) passes again$/, ({ stage, words }) => stage.world('job.run', (work) => (isMeant(work, words) ? 'as usual' : null))],
  [/^world: the forge is down$/, ({ stage }) => forge(stage, () => noAnswer)],
  [/^world: the forge is up again$/, ({ stage }) => forge(stage, () => 'as usual')],
  [/^world: the target answers$/, ({ stage }) => stage.release('target.activate')],
  [/^world: the target is not ready$/, ({ stage }) => stage.release('target.activate', notReady)],
  [/^world: the jobs end$/, ({ stage }) => stage.release('job.run')],
]

const noAnswer: Outcome = { kind: 'failed', code: 'no-answer', detail: 'the forge is down' }

function forge(stage: Stage, reply: () => Outcome | 'as usual'): void {
  for (const kind of ['lookup.commit', 'lookup.process', 'lookup.landing', 'lookup.ref', 'lookup.relation'] as const)
    stage.world(kind, reply)
}

function isMeant({ work, at }: Job, words: Readonly<Record<string, string | undefined>>): boolean {
  const name = work.kind === 'run' ? work.command : work.kind === 'use' ? `${work.library}/${work.job}` : ''
  return name.endsWith(words['job'] ?? '') && (words['at'] === undefined || words['at'] === at)
}

/** The calendars of a process file as they are, a year ahead. */
export function realCalendars(story: Story): void {
  story.world('lookup.calendars', ({ calendars, from, until }) => {
    const known = Object.entries(calendars).map(
      ([name, spec]) => [name, { from, until, zones: 'script', spans: expandCalendar(spec, from, until) }] as const,
    )
    return { kind: 'done', value: Object.fromEntries(known) }
  })
}
