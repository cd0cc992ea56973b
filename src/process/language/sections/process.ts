import { each, block, one } from '../../read/types.ts'
import { environmentName, file, name } from '../phrases/words.ts'
import { holiday, zone } from '../phrases/time.ts'
import { key, type Noun } from '../type.ts'
import { branches, changes, owners } from './branches.ts'
import { environments } from './environments.ts'
import { components, libraries, spaces, teams } from './organisation.ts'
import { pipelines } from './pipelines.ts'
import { candidates, releases, trains, versions } from './releases.ts'
import { freezes, notify, secrets, snapshots } from './upkeep.ts'

/** What only the file at the root says. */
const headKeys = {
  project: key(one(name), 'what the project is called', { fallback: 'the repository' }),
  'time-zone': key(one(zone), 'the zone that times and days are meant in', { fallback: 'UTC' }),
  holidays: key(each(holiday), '`weekdays` leaves them out, and a train due on one leaves on the next working day', { fallback: 'none' }),
  production: key(one(environmentName), 'which environment is meant by "production"', { fallback: 'the one of that name' }),
  include: key(each(file), 'files of this repository whose sections count as if they stood here'),
}

/** What a file that is included may say too. */
export const sectionKeys = {
  libraries: key(libraries, 'job libraries, which many repositories share', { acted: false }),
  teams: key(teams, 'groups of people; administrators, maintainers, developers and viewers are built in'),
  spaces: key(spaces, 'environments with access rights in common'),
  components: key(components, 'what is built and deployed', { fallback: 'one, in the root' }),
  changes: key(changes, 'how changes are made and landed'),
  branches: key(branches, 'rules for branches; the longest literal part wins'),
  owners: key(owners, 'paths whose changes need votes of their own; all that match count'),
  versions: key(versions, 'how releases are numbered', { fallback: 'builds are numbered' }),
  candidates: key(candidates, 'what may become a release', { acted: false }),
  releases: key(releases, 'what was released', { acted: false }),
  trains: key(trains, 'changes that move on together at set times', { acted: false }),
  pipelines: key(pipelines, 'jobs, and what starts them'),
  environments: key(environments, 'where things run, and what may go there when'),
  snapshots: key(snapshots, 'copies of data', { acted: false }),
  secrets: key(secrets, 'secrets by name; values never stand in a file', { acted: false }),
  notify: key(notify, 'who is told what, by the name a chat or address is connected under'),
  freezes: key(freezes, 'when nothing goes'),
}

export const processKeys = { ...headKeys, ...sectionKeys }

const noun: Noun = {
  name: 'process file',
  withArticle: 'a process file',
  habits: {
    name: 'project',
    timezone: 'time-zone',
    jobs: '`jobs` stand in a pipeline: pipelines: { ci: { jobs: … } }',
    stages: '`jobs` stand in a pipeline: pipelines: { ci: { jobs: … } }',
    on: '`when` stands in a pipeline: pipelines: { ci: { when: push, … } }',
    env: '`env` stands at a job, a component or an environment',
    workflows: 'pipelines',
    services: 'components',
    apps: 'components',
    deploy: 'environments',
    notifications: 'notify',
    variables: '`env` stands at a job, a component or an environment',
    codeowners: 'owners',
    people: 'teams',
    release: 'releases',
    candidate: 'candidates',
    version: 'versions',
  },
}

export const processFile = block(noun, processKeys)
export const includedFile = block({ ...noun, name: 'included file', withArticle: 'an included file' }, sectionKeys)
