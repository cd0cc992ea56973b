import type { SeededRandom } from '../../../src/lib/seeded-random.ts'

/**
 * A process file drawn at random, as people would write it: every rule of the language that a
 * decision rests on turns up in some.
 */
export function randomProcess(random: SeededRandom): string {
  const components = random.pick([['api'], ['api', 'web'], ['api', 'web']])
  const lines = random.pick([['main'], ['main'], ['main', 'dev'], ['main', 'staging']])
  const line = lines.at(-1) ?? 'main'
  return [
    'project: shop',
    'teams: { leads: [lena, dan], ops: [olga, mia] }',
    section('components', componentEntries(random.fork('components'), components)),
    section('changes', changeKeys(random.fork('changes'), line)),
    random.fork('owners').chance(0.2) ? 'owners: { api/*: leads }' : '',
    section('branches', branchEntries(random.fork('branches'), lines)),
    section('pipelines', pipelineEntries(random.fork('pipelines'))),
    section('environments', environmentEntries(random.fork('environments'), lines)),
    random.fork('notify').chance(0.5) ? 'notify: { chat: [deployed, failed, change merged, waiting too long] }' : '',
    random.fork('freezes').chance(0.12) ? 'freezes: { winter: { when: 2026-01-10 to 2026-01-12, at: production, except: hotfix/* } }' : '',
  ]
    .filter((part) => part !== '')
    .join('\n')
    .concat('\n')
}

type Entries = Readonly<Record<string, string | null>>

function section(name: string, entries: Entries): string {
  const lines = Object.entries(entries).flatMap(([key, value]) => (value === null ? [] : [`  ${key}: ${value}`]))
  return lines.length === 0 ? '' : [`${name}:`, ...lines].join('\n')
}

/** Keys in braces, without those that are null. */
function keys(entries: Entries): string {
  return `{ ${Object.entries(entries)
    .flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]))
    .join(', ')} }`
}

function componentEntries(random: SeededRandom, components: readonly string[]): Entries {
  const migrates = random.chance(0.5)
  return Object.fromEntries(
    components.map((name) => [
      name,
      keys({
        path: name,
        database: name === 'api' && migrates ? 'postgres' : null,
        migrate: name === 'api' && migrates ? 'npm run migrate' : null,
      }),
    ]),
  )
}

function changeKeys(random: SeededRandom, line: string): Entries {
  return {
    into: line === 'main' ? null : line,
    titles: random.chance(0.2) ? 'conventional' : null,
    land: random.pick([null, 'squash', 'merge', 'rebase']),
  }
}

function branchEntries(random: SeededRandom, lines: readonly string[]): Entries {
  const rules = lines.map((name, index) => [name, branchKeys(random.fork(name), index > 0)] as const)
  const line = lines.at(-1) ?? 'main'
  return {
    ...Object.fromEntries(rules),
    'feature/*': keys({ into: line }),
    'hotfix/*': keys({ from: 'main', into: 'main', 'back-merge': lines.length > 1 ? line : null }),
  }
}

function branchKeys(random: SeededRandom, isLine: boolean): string {
  return keys({
    reviews: random.pick([null, '1', '2', 'leads', '1 of leads']),
    checks: random.pick([null, 'ci', 'ci']),
    'stale-reviews': random.pick([null, 'kept']),
    behind: random.pick([null, 'queued', 'refused', 'allowed']),
    merge: random.chance(0.3) ? 'by itself' : null,
    push: random.chance(0.15) ? 'ops' : null,
    into: isLine ? 'main' : null,
    history: random.chance(0.1) ? 'linear' : null,
  })
}

function pipelineEntries(random: SeededRandom): Entries {
  return {
    ci: `\n    when: [push, change]${random.chance(0.08) ? '\n    paths: [api/*, web/*]' : ''}\n    jobs:\n${jobLines(random)}`,
    smoke: keys({ run: 'npm run smoke', serial: random.chance(0.3) ? 'smoke' : null }),
    tidy: keys({ run: 'npm run tidy', when: 'by hand' }),
    after: random.chance(0.2) ? keys({ run: 'npm run after', when: 'pipeline ci' }) : null,
  }
}

/** Small mostly: what a job costs is paid on every push. */
function jobLines(random: SeededRandom): string {
  const lints = random.chance(0.3)
  const tests = random.chance(0.6)
  const needs = [...(lints ? ['lint'] : []), ...(tests ? ['unit'] : [])]
  const jobs: Entries = {
    lint: lints ? keys({ run: 'npm run lint', retry: random.chance(0.3) ? '1' : null }) : null,
    unit: tests
      ? keys({
          run: 'npm test',
          needs: lints && random.chance(0.5) ? 'lint' : null,
          matrix: random.chance(0.08) ? '{ node: [22, 24] }' : null,
        })
      : null,
    build: keys({ use: 'std/build-app', for: 'component', needs: needs.length > 0 ? `[${needs.join(', ')}]` : null, timeout: '10 min' }),
    'sign-off': random.chance(0.1) ? keys({ approve: 'developers' }) : null,
    alarm: tests && random.chance(0.15) ? keys({ run: 'npm run alarm', needs: 'unit', outcome: 'failed' }) : null,
    cleanup: tests && random.chance(0.1) ? keys({ run: 'npm run clean', undoes: 'unit' }) : null,
  }
  return Object.entries(jobs)
    .flatMap(([name, value]) => (value === null ? [] : [`      ${name}: ${value}`]))
    .join('\n')
}

function environmentEntries(random: SeededRandom, lines: readonly string[]): Entries {
  const line = lines.at(-1) ?? 'main'
  const isOneLine = line === 'main'
  const staging = random.chance(0.4) ? { deploy: 'branch main', after: isOneLine && random.chance(0.5) ? 'dev' : null } : null
  return {
    dev: keys({ deploy: `branch ${line}`, ...common(random.fork('dev')) }),
    production: keys({
      deploy: 'branch main',
      ...common(random.fork('production')),
      ...guarded(random.fork('gates'), isOneLine ? 'dev' : staging ? 'staging' : null),
    }),
    staging: staging && keys({ ...staging, ...common(random.fork('staging')) }),
    preview: random.chance(0.5)
      ? keys({
          for: random.chance(0.2) ? 'change with label preview' : 'change',
          limit: random.pick(['1', '2', '10']),
          expire: random.pick(['7 days idle', '1 days idle']),
        })
      : null,
    feature: random.chance(0.25) ? keys({ for: 'branch feature/*' }) : null,
    lab: random.chance(0.15) ? keys({ deploy: 'any branch', when: 'by hand' }) : null,
  }
}

function common(random: SeededRandom): Entries {
  return {
    verify: random.chance(0.4) ? 'smoke' : null,
    rollout: random.pick([
      null,
      '{ drain: 5 min }',
      '{ steps: [10%, 50%, 100%], watch: 10 min }',
      '{ steps: [20%, 100%], watch: 30s }',
      '{ style: blue-green }',
    ]),
    instances: String(random.between(1, 3)),
  }
}

function guarded(random: SeededRandom, after: string | null): Entries {
  return {
    when: random.pick([null, 'by hand', 'by hand', 'weekdays 08:00-18:00', '[by hand, weekdays 08:00-18:00]']),
    after: random.chance(0.6) ? after : null,
    soak: after !== null && random.chance(0.15) ? '2h' : null,
    approve: random.pick([null, 'leads', '1', '2']),
    'approval-lasts': random.chance(0.15) ? '12h' : null,
  }
}
