import { describe, expect, test } from 'vitest'
import { briefly } from '../testing/told.ts'

describe('every way that changes take ends in production', () => {
  test('a lane whose branch leads nowhere', async () => {
    const file = `
changes: { into: dev }
branches: { feature/*: { from: dev }, dev: { reviews: 1 } }
environments: { test: { deploy: branch dev }, production: { deploy: branch main } }
`
    expect(await briefly(file)).toEqual([
      '[feature/*] a change from `feature/*` can never reach `production`: it ends at `dev`, and `production` takes `branch main` only' +
        ' | say where `dev` goes on with `into` or a train, or let `production` take `branch dev` too',
    ])
  })

  test('a train carries it on', async () => {
    const file = `
branches: { feature/*: { into: dev }, dev: { reviews: 1 } }
trains: { weekly: { from: dev, into: main, when: tuesdays 10:00 } }
environments: { test: { deploy: branch dev }, production: { deploy: branch main, after: test } }
`
    expect(await briefly(file)).toEqual([])
  })

  test('a gate two environments before production counts too', async () => {
    const file = `
branches: { feature/*: { into: dev }, dev: { into: main }, hotfix/*: { into: main } }
environments:
  test: { deploy: branch dev }
  staging: { deploy: branch main, after: test }
  production: { deploy: branch main, after: staging }
`
    expect(await briefly(file)).toEqual([
      '[test] a change from `hotfix/*` can never reach `production`: `test` takes `branch dev` only' +
        ' | write `skip: test` at `hotfix/*` (one more person must then approve), or let `test` take `branch main` too',
    ])
  })

  test('changes that come from a branch are followed from there, not once more from the middle of their way', async () => {
    const file = (more = ''): string => `
changes: { into: dev }
branches: { feature/*: { into: dev }, dev: { into: staging }, staging: { into: main }${more} }
environments:
  test: { deploy: branch dev }
  acceptance: { deploy: branch staging, after: test }
  production: { deploy: branch main, after: acceptance }
`
    expect(await briefly(file())).toEqual([])
    expect(await briefly(file(', fix/*: { into: staging }'))).toEqual([
      '[test] a change from `fix/*` can never reach `production`: `test` takes `branch dev` only' +
        ' | write `skip: test` at `fix/*` (one more person must then approve), or let `test` take `branch staging` too',
    ])
  })

  test('what is passed by need not be reached', async () => {
    const file = `
branches: { hotfix/*: { into: main, skip: staging } }
environments: { staging: { deploy: branch staging }, production: { deploy: branch main, after: staging } }
`
    expect(await briefly(file)).toEqual([])
  })

  test('releases and images carry what they are made of', async () => {
    const file = `
branches: { feature/*: { into: main }, hotfix/*: { into: release/* }, release/*: { reviews: 1 } }
releases: { of: [branch main, branch release/*], registry: live }
environments: { staging: { deploy: image live/* }, production: { deploy: release, after: staging } }
`
    expect(await briefly(file)).toEqual([])
  })

  test('skipping what nothing waits for is a mistake', async () => {
    const file = `
branches: { hotfix/*: { into: main, skip: test } }
environments: { test: { deploy: any branch }, production: { deploy: branch main } }
`
    expect(await briefly(file)).toEqual(['[test] nothing comes after `test`, so nobody needs to skip it | leave it out'])
  })
})

describe('nothing waits for itself', () => {
  test.each([
    [
      'jobs',
      'pipelines: { ci: { jobs: { a: { run: x, needs: b }, b: { run: x, needs: a } } } }',
      '[b] these wait for each other: a -> b -> a | one of them must not wait',
    ],
    [
      'what clears up',
      'pipelines: { ci: { jobs: { a: { run: x, needs: b }, b: { run: x, undoes: a } } } }',
      '[b] these wait for each other: a -> b -> a | one of them must not wait',
    ],
    [
      'environments',
      'environments: { a: { deploy: any branch, after: b }, b: { deploy: any branch, after: a } }',
      '[b] these wait for each other: a -> b -> a | one of them must not wait',
    ],
    [
      'pipelines',
      'pipelines: { a: { when: pipeline a, run: x } }',
      '[pipeline a] these wait for each other: a -> a | one of them must not wait',
    ],
    [
      'components',
      'components: { a: { needs: b }, b: { needs: a } }',
      '[b] these wait for each other: a -> b -> a | one of them must not wait',
    ],
    ['snapshots', 'snapshots: { a: { of: b }, b: { of: a } }', '[b] these wait for each other: a -> b -> a | one of them must not wait'],
    [
      'branches',
      'branches: { a: { into: b }, b: { into: a } }',
      '[b] changes would go round in a circle: a -> b -> a | one of them must be the end of the line',
    ],
    [
      'a train back',
      'branches: { dev: { into: main } }\ntrains: { t: { from: main, into: dev, when: daily 10:00 } }',
      '[main] changes would go round in a circle: dev -> main -> dev | one of them must be the end of the line',
    ],
  ])('%s', async (_, file, expected) => {
    expect(await briefly(file)).toEqual([expected])
  })

  test('a long circle is told by its ends', async () => {
    const jobs = Array.from({ length: 30 }, (_, index) => `j${index}: { run: x, needs: j${(index + 1) % 30} }`).join(', ')
    expect(await briefly(`pipelines: { ci: { jobs: { ${jobs} } } }`)).toEqual([
      '[j1] these wait for each other: j0 -> j1 -> j2 -> j3 -> j4 -> j5 -> … -> j0 | one of them must not wait',
    ])
  })
})

describe('a check can pass', () => {
  test.each(['push', 'change', '[by hand, change into main]', 'change into m*'])(
    'a pipeline that starts on %s runs on changes into main',
    async (when) => {
      expect(await briefly(`branches: { main: { checks: ci } }\npipelines: { ci: { when: ${when}, run: x } }`)).toEqual([])
    },
  )

  test.each(['by hand', 'push to dev', 'change into dev', 'change with label ready', 'daily 10:00'])(
    'one that starts on %s does not',
    async (when) => {
      expect(await briefly(`branches: { main: { checks: ci } }\npipelines: { ci: { when: ${when}, run: x } }`)).toEqual([
        '[ci] `ci` never runs on a change into `main` | write `when: change` or `when: change into main` at `ci`',
      ])
    },
  )
})
