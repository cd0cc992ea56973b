import type { Builder, InputFact, JobFact, PipelineFact, PipelineFacts, Start } from '../../core/facts/index.ts'
import type { JobBlock, PipelineBlock } from '../language/blocks.ts'
import type { StartForm } from '../language/phrases/source.ts'
import { jobKeys } from '../language/sections/pipelines.ts'
import type { Named } from '../read/reading.ts'
import { findBuilders, type PipelineDraft } from './builders.ts'
import { byName, forms, ruleOf, type Compiling } from './compiling.ts'
import { definitionsOf } from './definition.ts'
import { jobDraft, type JobDraft } from './jobs.ts'

export function pipelineFacts(digest: string, compiling: Compiling): PipelineFacts {
  const written = (compiling.process.keys.pipelines ?? []).map((entry) => pipelineDraft(entry, compiling))
  const builders = new Map(findBuilders(written, compiling.components))
  const implicit = compiling.components
    .filter((component) => !builders.has(component))
    .map((component) => implicitPipeline(component, written))
  for (const { component, draft } of implicit) builders.set(component, { pipeline: draft.name, job: 'build' })
  const drafts = [...written, ...implicit.map(({ draft }) => draft)].toSorted((left, right) => (left.name < right.name ? -1 : 1))
  const facts = withDefinitions(drafts, builders, librariesOf(compiling))
  return { digest, pipelines: facts, builders: Object.fromEntries([...builders].toSorted(([left], [right]) => (left < right ? -1 : 1))) }
}

function pipelineDraft({ name, span, value }: Named<PipelineBlock>, compiling: Compiling): PipelineDraft {
  const { keys } = value
  const jobs = keys.jobs ?? [{ name, span, value: onlyJob(value) }]
  return {
    name,
    when: forms(keys.when).map((form) => startOf(form, compiling)),
    paths: forms(keys.paths),
    mark: keys.mark?.form ?? null,
    inputs: byName(keys.inputs, (entry) => inputFact(entry.value.keys)),
    overlap: keys.overlap?.form ?? 'replace',
    if: ruleOf(keys.if, compiling),
    jobs: new Map(jobs.map((job) => [job.name, jobDraft(job, compiling)])),
    isImplicit: false,
    keeps: new Set(jobs.filter((job) => job.value.keys.artifacts !== undefined).map((job) => job.name)),
  }
}

/** A pipeline written as one job: `if` and `paths` are the pipeline's, the rest is the job's. */
function onlyJob(block: PipelineBlock): JobBlock {
  const own = Object.entries(block.keys).filter(([key]) => Object.hasOwn(jobKeys, key) && key !== 'if' && key !== 'paths')
  return { ...block, keys: Object.fromEntries(own) }
}

function startOf(form: StartForm, compiling: Compiling): Start {
  return form.kind === 'time' ? { kind: 'time', calendar: compiling.calendars.times(form) } : form
}

type InputKeys = NonNullable<PipelineBlock['keys']['inputs']>[number]['value']['keys']

function inputFact(keys: InputKeys): InputFact {
  const choices = forms(keys.choices)
  return { kind: choices.length > 0 ? 'choice' : (keys.kind?.form ?? 'text'), choices, default: keys.default?.form ?? null }
}

/** Where no job builds a component, one that finds out how is made up. */
function implicitPipeline(component: string, written: readonly PipelineDraft[]): { component: string; draft: PipelineDraft } {
  const taken = new Set(written.map((pipeline) => pipeline.name))
  let name = `build-${component}`
  while (taken.has(name)) name = `${name}-component`
  const job: JobDraft = {
    ...emptyJob,
    name: 'build',
    work: { kind: 'use', library: 'std', job: 'build-app', with: {} },
    forEach: [component],
  }
  const draft = { name, when: [], paths: [], mark: null, inputs: {}, overlap: 'allow' as const, if: null, isImplicit: true }
  return { component, draft: { ...draft, jobs: new Map([['build', job]]), keeps: new Set<string>() } }
}

const emptyJob: Omit<JobDraft, 'name' | 'work' | 'forEach'> = {
  needs: [],
  outcome: 'passed',
  undoes: null,
  matrix: {},
  if: null,
  at: null,
  services: [],
  image: null,
  runner: null,
  directory: null,
  paths: [],
  env: {},
  secrets: [],
  identity: null,
  may: [],
  cache: [],
  artifacts: ['dist'],
  outputs: [],
  report: [],
  coverage: null,
  serial: null,
  retry: 0,
  timeoutMs: 30 * 60_000,
}

/** A job with the definition of a component's builder makes the same bytes, in whatever pipeline it stands. */
function withDefinitions(
  drafts: readonly PipelineDraft[],
  builders: ReadonlyMap<string, Builder>,
  libraries: Readonly<Record<string, string>>,
): Readonly<Record<string, PipelineFact>> {
  const definitions = new Map<string, string>()
  for (const { name, jobs } of drafts) {
    for (const [job, definition] of definitionsOf(jobs, libraries)) definitions.set(`${name}/${job}`, definition)
  }
  const building = new Map([...builders].map(([component, { pipeline, job }]) => [component, definitions.get(`${pipeline}/${job}`)]))
  const finish = (pipeline: string, job: JobDraft): JobFact => {
    const definition = definitions.get(`${pipeline}/${job.name}`) ?? ''
    const isCovered = (component: string): boolean => job.forEach === null || job.forEach.includes(component)
    const builds = [...building]
      .filter(([component, wanted]) => wanted === definition && isCovered(component))
      .map(([component]) => component)
    return { ...job, definition, builds: builds.toSorted() }
  }
  return Object.fromEntries(
    drafts.map(({ keeps: _, jobs, ...rest }) => [rest.name, { ...rest, jobs: jobRecord(jobs, (job) => finish(rest.name, job)) }]),
  )
}

function jobRecord(jobs: ReadonlyMap<string, JobDraft>, finish: (job: JobDraft) => JobFact): Readonly<Record<string, JobFact>> {
  const sorted = [...jobs.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1))
  return Object.fromEntries(sorted.map((job) => [job.name, finish(job)]))
}

function librariesOf({ process }: Compiling): Readonly<Record<string, string>> {
  return byName(process.keys.libraries, (entry) => `${entry.value.keys.git?.form ?? ''} ${entry.value.keys.version?.form ?? ''}`)
}
