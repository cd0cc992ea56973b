import { describe, expect, test } from 'vitest'
import { factsOf } from '../testing/told.ts'

async function buildersOf(text: string): Promise<unknown> {
  return (await factsOf(text)).pipelines.builders
}

describe('one job makes the bytes of a component', () => {
  test('the last one down the line that builds', async () => {
    const file =
      'components: { api: {} }\npipelines: { ci: { when: push, jobs: { app: { use: std/build-app }, image: { use: std/build-image, needs: app } } } }'
    expect(await buildersOf(file)).toEqual({ api: { pipeline: 'ci', job: 'image' } })
  })

  test('a command that says it keeps `dist` builds; one that keeps it only by default does not', async () => {
    const file = 'components: { api: {} }\npipelines: { ci: { when: push, jobs: { test: { run: x }, pack: { run: y, artifacts: dist } } } }'
    expect(await buildersOf(file)).toEqual({ api: { pipeline: 'ci', job: 'pack' } })
  })

  test('each component may have its own', async () => {
    const file =
      'components: { api: {}, web: {} }\npipelines: { ci: { when: push, jobs: { a: { use: std/build-app, for: api }, w: { use: std/build-image, for: web } } } }'
    expect(await buildersOf(file)).toEqual({ api: { pipeline: 'ci', job: 'a' }, web: { pipeline: 'ci', job: 'w' } })
  })

  test('the pipeline that runs for everything wins over one that runs for some', async () => {
    const file =
      'components: { api: {} }\npipelines: { a: { when: push to x, use: std/build-image }, b: { when: push, use: std/build-image } }'
    expect(await buildersOf(file)).toEqual({ api: { pipeline: 'b', job: 'b' } })
  })

  test('where there is none, one is made up for each component', async () => {
    const facts = await factsOf('components: { api: {}, web: {} }\npipelines: { ci: { when: push, run: x }, build-web: { run: y } }')
    expect(facts.pipelines.builders).toEqual({
      api: { pipeline: 'build-api', job: 'build' },
      web: { pipeline: 'build-web-component', job: 'build' },
    })
    expect(facts.pipelines.pipelines['build-api']).toMatchObject({
      isImplicit: true,
      when: [],
      jobs: { build: { forEach: ['api'], builds: ['api'], work: { kind: 'use', library: 'std', job: 'build-app', with: {} } } },
    })
    expect(facts.pipelines.pipelines['ci']?.isImplicit).toBe(false)
  })

  test('a job with the same definition builds the same, in whatever pipeline it stands', async () => {
    const jobs = '{ unit: { run: test }, image: { use: std/build-image, needs: unit, for: component } }'
    const facts = await factsOf(
      `components: { api: {} }\npipelines: { a: { when: push to x, jobs: ${jobs} }, b: { when: change, jobs: ${jobs} } }`,
    )
    expect(facts.pipelines.builders).toEqual({ api: { pipeline: 'b', job: 'image' } })
    expect(facts.pipelines.pipelines['a']?.jobs['image']?.builds).toEqual(['api'])
  })
})

describe('the digest of a definition', () => {
  const definition = async (keys: string, before = 'run: test', libraries = '2'): Promise<string | undefined> => {
    const facts = await factsOf(
      `
components: { api: {} }
libraries: { lib: { git: lib, version: ${libraries} } }
teams: { leads: [ana] }
secrets: { KEY: { at: [] } }
pipelines: { ci: { when: push, jobs: { before: { ${before} }, job: { ${keys} } } } }
`.replace('{ at: [] }', '{ rotate: 90 days }'),
    )
    return facts.pipelines.pipelines['ci']?.jobs['job']?.definition
  }
  const base = 'use: lib/build-app, needs: before'

  test.each([
    ['when it may do more', `${base}, may: push images`],
    ['when it may take longer, or again', `${base}, timeout: 2h, retry: 3, serial: build`],
    ['when its result is shown', `${base}, report: junit.xml, cache: node_modules`],
    ['when it runs less often', `${base}, if: branch == "main", paths: api/*`],
  ])('stays %s', async (_, keys) => {
    expect(await definition(keys.replace('branch == "main"', `'branch == "main"'`))).toBe(await definition(base))
  })

  test.each([
    ['what it is told', `${base}, with: { docs: true }`],
    ['what it sees', `${base}, env: { MODE: live }`],
    ['its secrets', `${base}, secrets: KEY`],
    ['what it keeps', `${base}, artifacts: out`],
    ['its image', `${base}, image: node:24`],
    ['what stands before it', 'use: lib/build-app'],
  ])('changes with %s', async (_, keys) => {
    expect(await definition(keys)).not.toBe(await definition(base))
  })

  test('changes with the jobs before it, and with the version of its library', async () => {
    expect(await definition(base, 'run: other')).not.toBe(await definition(base))
    expect(await definition(base, 'run: test', '3')).not.toBe(await definition(base))
    expect(await definition(base)).toMatch(/^[0-9a-f]{64}$/u)
  })
})

describe('jobs', () => {
  test('every key of a job arrives', async () => {
    const facts = await factsOf(`
components: { api: {} }
pipelines:
  ci:
    when: [push, change into main with label go, by hand]
    overlap: queue
    inputs: { level: { choices: [debug, info], default: info }, count: { kind: number } }
    jobs:
      first: { run: x, outputs: url, matrix: { node: [22, 24] }, serial: lab }
      clear: { run: y, undoes: first }
      always: { run: z, needs: first, outcome: any, env: { URL: output url of first, TEXT: "a  b" }, timeout: 90s }
      sign: { approve: [maintainers, everyone], needs: first }
`)
    const ci = facts.pipelines.pipelines['ci']
    expect(ci).toMatchObject({
      when: [{ kind: 'push', to: null }, { kind: 'change', into: 'main', label: 'go' }, { kind: 'by-hand' }],
      overlap: 'queue',
      inputs: {
        count: { kind: 'number', choices: [], default: null },
        level: { kind: 'choice', choices: ['debug', 'info'], default: 'info' },
      },
    })
    expect(ci?.jobs['first']).toMatchObject({
      outputs: ['url'],
      matrix: { node: ['22', '24'] },
      serial: 'lab',
      artifacts: ['dist'],
      timeoutMs: 1_800_000,
    })
    expect(ci?.jobs['clear']?.undoes).toBe('first')
    expect(ci?.jobs['always']).toMatchObject({
      outcome: 'any',
      env: { URL: { kind: 'output', job: 'first', output: 'url' }, TEXT: { kind: 'text', text: 'a  b' } },
      timeoutMs: 90_000,
    })
    expect(ci?.jobs['sign']?.work).toEqual({ kind: 'approve', by: [{ kind: 'role', role: 'maintainer' }, { kind: 'everyone' }] })
  })

  test('a pipeline of one job is written as the job; its condition and paths are those of the pipeline', async () => {
    const facts = await factsOf(`pipelines: { smoke: { run: x, if: 'branch == "main"', paths: api/*, retry: 2 } }`)
    expect(facts.pipelines.pipelines['smoke']).toMatchObject({
      if: { text: 'branch == "main"', condition: { op: 'equal' } },
      paths: ['api/*'],
      jobs: { smoke: { name: 'smoke', if: null, paths: [], retry: 2 } },
    })
  })

  test('facts are the same whatever order keys stand in', async () => {
    const one = await factsOf('components: { b: {}, a: {} }\npipelines: { ci: { when: push, jobs: { x: { run: x }, y: { run: y } } } }')
    const other = await factsOf('pipelines: { ci: { jobs: { y: { run: y }, x: { run: x } }, when: push } }\ncomponents: { a: {}, b: {} }')
    expect(JSON.stringify({ ...one, digest: '', pipelines: { ...one.pipelines, digest: '' } })).toBe(
      JSON.stringify({ ...other, digest: '', pipelines: { ...other.pipelines, digest: '' } }),
    )
    expect(one.digest).not.toBe(other.digest)
  })
})
