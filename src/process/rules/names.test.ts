import { describe, expect, test } from 'vitest'
import { briefly } from '../testing/told.ts'

const production = 'environments: { production: { deploy: branch main'

describe('names that git or the repository cannot have', () => {
  test.each([
    [
      'branches: { refs/heads/main: { reviews: 1 } }',
      '[refs/heads/main] `refs/heads/main` is not a name that fits here | write only the branch: `main`',
    ],
    ['branches: { a..b: { reviews: 1 } }', '[a..b] `a..b` is not a name that fits here | git allows no branch of that name'],
    ['owners: { ../infra/*: 1 }', '[../infra/*] `../infra/*` is not a name that fits here | it must be inside the repository'],
    [
      'owners: { /infra/*: 1 }',
      '[/infra/*] `/infra/*` is not a name that fits here | write it from the root of the repository, without the `/`',
    ],
  ])('%s', async (file, expected) => {
    expect(await briefly(file)).toEqual([expected])
  })
})

describe('every name that is used is declared', () => {
  test.each([
    [
      'an environment',
      `${production}, after: stagin }, staging: { deploy: branch main } }`,
      '[stagin] there is no environment `stagin` | did you mean `staging`?',
    ],
    [
      'a team in votes',
      `${production}, approve: 2 of leads } }`,
      '[leads] there is no team `leads` | there are administrators, maintainers, developers, viewers',
    ],
    [
      'a team in rights',
      `${production}, allow: { deploy: [maintainers, gvo] } } }\nteams: { gov: [ana] }`,
      '[gvo] there is no team `gvo` | did you mean `gov`?',
    ],
    ['a pipeline that verifies', `${production}, verify: smoke } }`, '[smoke] there is no pipeline `smoke` | no pipeline is declared'],
    ['a pipeline that checks', 'branches: { main: { checks: ci } }', '[ci] there is no pipeline `ci` | no pipeline is declared'],
    [
      'a pipeline that starts another',
      'pipelines: { a: { when: pipeline bb, run: x }, b: { run: x } }',
      '[bb] there is no pipeline `bb` | did you mean `b`?',
    ],
    [
      'a job',
      'pipelines: { ci: { jobs: { unit: { run: x }, image: { run: x, needs: [unit, lint] } } } }',
      '[lint] there is no job `lint` | there are unit, image',
    ],
    [
      'a job of another pipeline',
      'pipelines: { a: { jobs: { x: { run: x } } }, b: { jobs: { y: { run: x, needs: x } } } }',
      '[x] there is no job `x` | did you mean `y`?',
    ],
    [
      'a component',
      `components: { api: { path: api } }\n${production}, components: web } }`,
      '[web] there is no component `web` | there is api',
    ],
    ['a secret', `${production}, secrets: KEY } }`, '[KEY] there is no secret `KEY` | no secret is declared'],
    ['a snapshot', `${production}, data: latest full } }`, '[full] there is no snapshot `full` | no snapshot is declared'],
    [
      'what a snapshot is of',
      `snapshots: { full: { of: prod } }\n${production} } }`,
      '[prod] there is no environment or snapshot `prod` | did you mean `production`?',
    ],
    ['a space', `${production}, space: prod } }`, '[prod] there is no space `prod` | no space is declared'],
    [
      'a library',
      'pipelines: { ci: { use: patheon/build } }\nlibraries: { pantheon: { git: p, version: 2 } }',
      '[patheon] there is no library `patheon` | did you mean `pantheon`?',
    ],
    [
      'a job of the built-in library',
      'pipelines: { ci: { use: std/build-imgae } }',
      '[build-imgae] the library `std` has no job `build-imgae` | did you mean `std/build-image`?',
    ],
    [
      'an output',
      'pipelines: { ci: { jobs: { a: { run: x, outputs: url }, b: { run: x, needs: a, env: { U: output ulr of a } } } } }',
      '[ulr] there is no output `ulr` | did you mean `url`?',
    ],
    [
      'an environment in news',
      `notify: { chat: deployed to prod }\n${production} } }`,
      '[prod] there is no environment `prod` | did you mean `production`?',
    ],
  ])('%s', async (_, file, expected) => {
    expect(await briefly(file)).toEqual([expected])
  })

  test('without a section of components there is one, named after the project', async () => {
    expect(await briefly(`project: shop\n${production}, components: shop } }`)).toEqual([])
    expect(await briefly(`${production}, components: app } }`)).toEqual([])
  })
})

test('an output is taken from a job that is needed', async () => {
  const file = 'pipelines: { ci: { jobs: { a: { run: x, outputs: url }, b: { run: x, env: { U: output url of a } } } } }'
  expect(await briefly(file)).toEqual(['[a] `b` does not need `a` | write `needs: a` at `b`'])
})

test('a secret is taken where it is granted', async () => {
  const file = `secrets: { KEY: { at: staging } }\nenvironments: { staging: { deploy: branch main }, production: { deploy: branch main, secrets: KEY } }`
  expect(await briefly(file)).toEqual(['[KEY] `KEY` is not granted to `production` | name `production` in `at` of the secret'])
})
