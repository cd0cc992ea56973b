import type { BranchRule, ComponentFact, EnvironmentFact, JobFact, PipelineFact, PipelineFacts, ProcessFacts } from '../facts/index.ts'
import { canonical, digestOf } from '../kernel/digest.ts'

/** Facts with what a careful team would leave unsaid, so that a story says only what it is about. */
export function branchRule(pattern: string, rule: Partial<BranchRule> = {}): BranchRule {
  return {
    pattern,
    isProtected: true,
    from: null,
    into: null,
    backMerge: null,
    skip: [],
    reviews: [{ count: 1, team: null }],
    checks: null,
    staleReviews: 'dismissed',
    behind: 'queued',
    merge: 'by-hand',
    push: [],
    tag: null,
    history: 'any',
    ...rule,
  }
}

export function job(name: string, fact: Partial<JobFact> = {}): JobFact {
  return {
    name,
    work: { kind: 'run', command: name },
    definition: digestOf(canonical([name, fact])),
    needs: [],
    outcome: 'passed',
    undoes: null,
    forEach: null,
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
    artifacts: [],
    outputs: [],
    report: [],
    coverage: null,
    serial: null,
    retry: 0,
    timeoutMs: 30 * 60_000,
    builds: [],
    ...fact,
  }
}

export function pipeline(name: string, jobs: readonly JobFact[], fact: Partial<PipelineFact> = {}): PipelineFact {
  return {
    name,
    when: [],
    paths: [],
    mark: null,
    inputs: {},
    overlap: 'replace',
    if: null,
    jobs: Object.fromEntries(jobs.map((one) => [one.name, one])),
    isImplicit: false,
    ...fact,
  }
}

export function component(name: string, fact: Partial<ComponentFact> = {}): ComponentFact {
  return {
    name,
    path: name,
    start: null,
    ready: { path: '/', withinMs: 60_000 },
    database: null,
    migrate: null,
    needs: [],
    env: {},
    secrets: [],
    ...fact,
  }
}

export function environment(name: string, fact: Partial<EnvironmentFact> = {}): EnvironmentFact {
  return {
    name,
    kind: 'shared',
    takes: [],
    components: ['shop'],
    data: { kind: 'empty' },
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
    rollout: { style: 'rolling', surge: 1, drainMs: 30_000, steps: [100], watchMs: 0 },
    verify: [],
    experiments: null,
    space: null,
    server: null,
    registry: null,
    address: name,
    size: 'medium',
    instances: 1,
    pool: 1,
    limit: 10,
    expire: null,
    officeHours: null,
    allow: {},
    env: {},
    secrets: [],
    isProtected: false,
    ...fact,
  }
}

export function pipelines(list: readonly PipelineFact[], builders: PipelineFacts['builders']): PipelineFacts {
  return { digest: digestOf(canonical([list, builders])), pipelines: Object.fromEntries(list.map((one) => [one.name, one])), builders }
}

export function process(facts: Partial<ProcessFacts> & Pick<ProcessFacts, 'pipelines'>): ProcessFacts {
  return {
    format: 1,
    digest: facts.pipelines.digest,
    project: 'shop',
    timeZone: 'UTC',
    holidays: [],
    production: 'production',
    libraries: {},
    teams: {},
    spaces: {},
    components: { shop: component('shop') },
    changes: { into: null, titles: 'free', land: 'squash', ticket: null },
    branches: [branchRule('main')],
    owners: [],
    versions: { scheme: 'build' },
    candidates: null,
    releases: null,
    trains: {},
    environments: {},
    snapshots: {},
    secrets: {},
    notify: { chat: [{ news: 'rollout aborted', environment: null }] },
    freezes: {},
    calendars: {},
    ...facts,
  }
}

/**
 * The way that most stories take: one component; `ci` on every push and change; a preview for each
 * change; staging from main; production after staging, with an approval.
 */
export function plainProcess(facts: Partial<ProcessFacts> = {}): ProcessFacts {
  const ci = pipeline('ci', [job('unit'), job('image', { needs: ['unit'], builds: ['shop'], artifacts: ['dist'] })], {
    when: [
      { kind: 'push', to: null },
      { kind: 'change', into: null, label: null },
    ],
  })
  const smoke = pipeline('smoke', [job('smoke')])
  return process({
    pipelines: pipelines([ci, smoke], { shop: { pipeline: 'ci', job: 'image' } }),
    environments: {
      preview: environment('preview', { kind: 'each', takes: [{ kind: 'change', into: null, label: null }], limit: 3 }),
      staging: environment('staging', { takes: [{ kind: 'branch', branch: 'main' }], verify: ['smoke'] }),
      production: environment('production', {
        takes: [{ kind: 'branch', branch: 'main' }],
        after: ['staging'],
        approve: [{ count: 1, team: null }],
        isProtected: true,
      }),
    },
    ...facts,
  })
}
