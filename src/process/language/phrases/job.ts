import type { EnvValue, JobPermission, News, NewsRule } from '../../../core/facts/index.ts'
import { choice, single, type Phrase } from '../../phrase/phrase.ts'

const permissions = [
  'push images',
  'open changes',
  'push commits',
  'push tags',
  'write statuses',
  'write comments',
  'publish releases',
  'read packages',
] as const satisfies readonly JobPermission[]

export const may = choice('MAY', 'what a job may do beyond reading its own tree', permissions, {
  'write packages': 'push images',
  'packages: write': 'push images',
  'contents: write': 'push commits',
  write: 'push commits',
})

export const libraryJob: Phrase<{ readonly library: string; readonly job: string }> = {
  name: 'LIBRARY/JOB',
  says: 'a job of a library',
  forms: [
    {
      pattern: 'LIBRARY/JOB',
      example: 'std/build-image',
      make: (got) => {
        const [library = '', job = ''] = got.text('LIBRARY/JOB').split('/')
        return { library, job }
      },
    },
  ],
}

export const forEach: Phrase<{ readonly component: string | null }> = {
  name: 'EACH',
  says: 'one job for each component, or for those that are named',
  forms: [
    { pattern: 'component', example: 'component', make: () => ({ component: null }) },
    { pattern: 'COMPONENT', example: 'api', make: (got) => ({ component: got.text('COMPONENT') }) },
  ],
}

export const envValue: Phrase<EnvValue> = {
  name: 'ENVVALUE',
  says: 'a text, or an output of a job it needs',
  forms: [
    {
      pattern: 'output OUTPUT of JOB',
      example: 'output url of deploy',
      make: (got) => ({ kind: 'output', job: got.text('JOB'), output: got.text('OUTPUT') }),
    },
    { pattern: 'TEXT', example: 'production', make: (got) => ({ kind: 'text', text: got.text('TEXT') }) },
  ],
}

export const coverage: Phrase<{ readonly atLeast: number }> = {
  name: 'COVERAGE',
  says: 'the share of lines the tests of this job must reach',
  forms: [{ pattern: 'at least PERCENT', example: 'at least 80%', make: (got) => ({ atLeast: Number(got.text('PERCENT').slice(0, -1)) }) }],
}

export const artifact = single('PATHS', 'files or directories that are kept', 'PATHS', ['dist', 'coverage'])
export const service = single('NAME', 'something that runs beside the job', 'WORD', ['postgres', 'redis'])

const news = [
  'deployed',
  'failed',
  'rollout aborted',
  'rolled back',
  'approval needed',
  'released',
  'train departed',
  'change merged',
  'waiting too long',
  'secret due',
  'environment expiring',
] as const satisfies readonly News[]

/** News that is about one environment, so it may be wanted of one only. */
const ofEnvironment: readonly News[] = [
  'deployed',
  'failed',
  'rollout aborted',
  'rolled back',
  'approval needed',
  'waiting too long',
  'environment expiring',
]

/** Nothing tells of these yet. Of runs it is not said yet which environment they were for. */
const isTold = (item: News, isPlaced: boolean): boolean =>
  !['released', 'train departed', 'secret due'].includes(item) && !(isPlaced && item === 'failed')

export const newsRule: Phrase<NewsRule> = {
  name: 'NEWS',
  says: 'something that happened; `deployed to` and `at` an environment for one only',
  forms: news.flatMap((item) => [
    { pattern: item, example: item, acted: isTold(item, false), make: () => ({ news: item, environment: null }) },
    ...(ofEnvironment.includes(item) ? [placed(item)] : []),
  ]),
  habits: { success: 'deployed', failure: 'failed', rollback: 'rolled back', aborted: 'rollout aborted', deployment: 'deployed' },
}

function placed(item: News): Phrase<NewsRule>['forms'][number] {
  const preposition = item === 'deployed' ? 'to' : 'at'
  return {
    pattern: `${item} ${preposition} ENV`,
    example: `${item} ${preposition} production`,
    acted: isTold(item, true),
    make: (got) => ({ news: item, environment: got.text('ENV') }),
  }
}
