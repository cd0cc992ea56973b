import { all, any, block, each, named, one, text } from '../../read/types.ts'
import { ownName, parameterName, variableName } from '../naming.ts'
import { who } from '../phrases/people.ts'
import { artifact, coverage, envValue, forEach, libraryJob, may, service } from '../phrases/job.ts'
import { directory, environmentName, jobName, name, number, outputName, paths, secretName, word } from '../phrases/words.ts'
import { start } from '../phrases/source.ts'
import { age } from '../phrases/time.ts'
import { choice, single } from '../../phrase/phrase.ts'
import { key } from '../type.ts'

const choiceText = single('WORD', 'one word', 'WORD', ['debug', 'info'])

export const jobKeys = {
  run: key(text('a command'), 'the command that does the work; or `use`, or `approve`'),
  use: key(one(libraryJob), 'a job of a library that does the work'),
  approve: key(any(who), 'no machine: it passes when one of these people says so'),
  with: key(named(parameterName, text('a text')), 'what the job of the library is told'),
  needs: key(all(jobName), 'jobs that come before'),
  outcome: key(
    one(
      choice('OUTCOME', 'what the jobs it needs came to', ['passed', 'failed', 'any'], {
        always: 'any',
        success: 'passed',
        failure: 'failed',
      }),
    ),
    'what the jobs it needs must have come to',
    { fallback: '`passed`' },
  ),
  undoes: key(one(jobName), 'it clears up after this job: it runs whenever that one started, also when the run is cancelled'),
  for: key(each(forEach), 'one job each'),
  matrix: key(named(parameterName, each(word)), 'one job for every combination; each value is in the environment as MATRIX_NAME'),
  if: key(text('a condition'), 'a condition; when it is false the job is skipped'),
  at: key(one(environmentName), 'it runs against this environment, once that serves the commit'),
  services: key(each(service), 'what runs beside it', { acted: false }),
  image: key(text('an image'), 'the image it runs in', { fallback: 'the machine itself', acted: false }),
  runner: key(one(word), 'the kind of machine, by the name it is connected under', { fallback: 'any', acted: false }),
  directory: key(one(directory), 'where the command runs', { fallback: 'the root, or the component', acted: false }),
  paths: key(any(paths), 'it runs only when one of these changed', { fallback: 'always' }),
  env: key(named(variableName, one(envValue)), 'environment variables: a text, or `output NAME of JOB`'),
  secrets: key(each(secretName), 'secrets it gets as environment variables', { acted: false }),
  identity: key(one(word), 'a token of minutes for this outside account; no key is stored', { acted: false }),
  may: key(each(may), 'what it may do beyond reading its own tree', { fallback: 'nothing', acted: false }),
  cache: key(each(artifact), 'directories that are kept for the next time', { acted: false }),
  artifacts: key(each(artifact), 'what it makes that is kept', { fallback: '`dist`' }),
  outputs: key(each(outputName), 'names of the values it hands to jobs that need it'),
  report: key(each(artifact), 'test results to show', { acted: false }),
  coverage: key(one(coverage), 'how much of the code its tests must reach, or it fails'),
  serial: key(one(name), 'of all jobs that name the same word, one runs at a time'),
  retry: key(one(number), 'how often it is tried again when it fails', { fallback: '0' }),
  timeout: key(one(age), 'how long it may take', { fallback: '30 min' }),
}

const inputKeys = {
  kind: key(one(choice('INPUT', 'what is asked for', ['text', 'number'], { string: 'text', integer: 'number' })), 'what is asked for', {
    fallback: '`text`',
  }),
  choices: key(each(choiceText), 'the values there are to choose from'),
  default: key(text('a text'), 'what it is when nobody says'),
}

const jobHabits = {
  script: 'run',
  command: 'run',
  cmd: 'run',
  steps: 'write one command in `run`, or several jobs that name each other in `needs`',
  uses: 'use',
  depends_on: 'needs',
  dependsOn: 'needs',
  'depends-on': 'needs',
  dependencies: 'needs',
  when: '`when` starts pipelines; a condition of a job is `if`',
  only: 'if',
  rules: 'if',
  except: 'if',
  always: 'outcome',
  environment: 'at',
  environments: 'at',
  strategy: 'matrix',
  parallel: 'matrix',
  'runs-on': 'runner',
  tags: 'runner',
  pool: 'runner',
  container: 'image',
  permissions: 'may',
  'working-directory': 'directory',
  cwd: 'directory',
  variables: 'env',
  'timeout-minutes': 'timeout',
  retries: 'retry',
  concurrency: 'serial',
  output: 'outputs',
  artifact: 'artifacts',
  reports: 'report',
  continue_on_error: 'leave it out: a job nobody needs may fail alone',
}

const job = block({ name: 'job', withArticle: 'a job', habits: jobHabits }, jobKeys)
const input = block({ name: 'input', withArticle: 'an input', habits: { type: 'kind', options: 'choices', value: 'default' } }, inputKeys)

const pipelineKeys = {
  when: key(any(start), 'what starts it', { fallback: 'only something that names it' }),
  paths: key(any(paths), 'it starts only when one of these changed', { fallback: 'always' }),
  mark: key(text('a text'), 'what the commit is marked with once it passed'),
  inputs: key(named(parameterName, input), 'what it asks for when it is started by hand'),
  overlap: key(
    one(choice('OVERLAP', 'what a second run does to the first', ['replace', 'queue', 'allow'], { cancel: 'replace' })),
    'what a second run of the same branch or change does to the first',
    { fallback: '`replace`' },
  ),
  if: key(text('a condition'), 'a condition; when it is false the pipeline is skipped'),
  jobs: key(named(ownName, job), 'its jobs; a pipeline of one job is written as that job'),
}

const pipelineHabits = {
  on: 'when',
  trigger: 'when',
  triggers: 'when',
  schedule: 'when',
  branches: 'when',
  stages: 'jobs',
  tasks: 'jobs',
  concurrency: 'overlap',
}

/** At a pipeline `when` is a key. */
const { when: _, ...habitsOfOneJob } = jobHabits

/** A pipeline of one job may be written as the job; `if` and `paths` are then the pipeline's. */
export const pipelineOrJobKeys = { ...jobKeys, ...pipelineKeys }

export const pipelines = named(
  ownName,
  block({ name: 'pipeline', withArticle: 'a pipeline', habits: { ...habitsOfOneJob, ...pipelineHabits } }, pipelineOrJobKeys),
)
