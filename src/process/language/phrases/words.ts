import { choice, single, type Phrase } from '../../phrase/phrase.ts'

export const patternHabits = {
  main: 'branch main',
  master: 'branch master',
  develop: 'branch develop',
  dev: 'branch dev',
  staging: 'branch staging',
}

export const name = single('NAME', 'a name', 'NAME', ['shop', 'night-watch'])
export const word = single('WORD', 'one word', 'WORD', ['latest'])
export const number: Phrase<number> = {
  name: 'N',
  says: 'a whole number',
  forms: [{ pattern: 'N', example: '3', make: (got) => Number(got.text('N')) }],
  examples: ['1', '3', '20'],
}
export const percent: Phrase<number> = {
  name: 'PERCENT',
  says: 'a share',
  forms: [{ pattern: 'PERCENT', example: '10%', make: (got) => Number(got.text('PERCENT').slice(0, -1)) }],
  examples: ['10%', '50%', '100%'],
}
export const branch = single('BRANCH', 'a branch by its name', 'BRANCH', ['main', 'release/2026'])
export const pattern = single('P', 'a branch or a pattern of branches', 'P', ['main', 'feature/*'])
export const file = single('FILE', 'a file of the repository', 'FILE', ['CHANGELOG.md', 'data/strip.yaml'])
export const directory = single('DIR', 'a directory of the repository', 'DIR', ['.', 'services/api'])
export const paths = single('PATHS', 'files, as a path in which `*` is any text', 'PATHS', ['services/api/*', '*.sql'])
export const host = single('HOST', 'the first part of an address; the domain is connected where Branchline is installed', 'HOST', [
  'shop',
  'preview-<change>',
])
export const version = single('VERSION', 'the newest version that begins so', 'VERSION', ['2', '2.1', '2.1.3'])
export const calendarFormat = single('FORMAT', 'how a calendar version is written', 'FORMAT', ['YYYY.0M.0D.build', 'YY.0M.build'])
export const repository = single('PROJECT', 'a project, or a repository that administrators connected', 'PROJECT', [
  'pipelines',
  'platform/pipelines',
])
export const tickets = single('TICKETS', 'what ticket ids begin with', 'TICKETS', ['SHOP'])

export const environmentName = single('ENV', 'an environment', 'ENV', ['production'])
export const pipelineName = single('PIPELINE', 'a pipeline', 'PIPELINE', ['ci'])
export const jobName = single('JOB', 'a job of the same pipeline', 'JOB', ['unit'])
export const componentName = single('COMPONENT', 'a component', 'COMPONENT', ['api'])
export const secretName = single('SECRET', 'a secret', 'SECRET', ['PAYMENT_KEY'])
export const spaceName = single('SPACE', 'a space', 'SPACE', ['staging'])
export const outputName = single('OUTPUT', 'the name of an output', 'OUTPUT', ['url'])
export const origin = single('ORIGIN', 'an environment or a snapshot', 'ORIGIN', ['production'])

const sizeHabits = { s: 'small', m: 'medium', l: 'large', xl: 'large', xs: 'small' }
export const size = choice('SIZE', 'how much of a machine one instance gets', ['small', 'medium', 'large'], sizeHabits)
export const database = choice('DATABASE', 'a kind of database', ['postgres', 'sqlite'], {
  postgresql: 'postgres',
  pg: 'postgres',
  sqlite3: 'sqlite',
})
export const notes = choice('NOTES', 'what a release says', ['generated', 'none'], { auto: 'generated' })
