import { describe, expect, test } from 'vitest'
import { briefly } from '../testing/told.ts'

const shared = (keys: string): string => `environments: { test: { deploy: branch main, ${keys} } }`
const each = (keys: string): string => `environments: { preview: { for: change, ${keys} } }`
const job = (keys: string): string => `pipelines: { ci: { jobs: { a: { run: x }, b: { ${keys} } } } }`

describe('keys of environments that mean nothing together, or without another', () => {
  test.each([
    [
      each('deploy: branch main'),
      '[for] `for` does not go with `deploy` | `deploy` is one environment, `for` is one of each: keep one of them',
    ],
    [shared('limit: 3'), '[limit] `limit` means nothing without `for` | only environments that are made `for` something come and go'],
    [
      shared('expire: 7 days idle'),
      '[expire] `expire` means nothing without `for` | only environments that are made `for` something come and go',
    ],
    [each('claim: 2h'), '[claim] `claim` does not go with `for` | there is one for each, so nobody needs to claim one'],
    [
      shared('pool: 2'),
      '[pool] `pool` means nothing without `claim` | a claim gets the first that is free: say for how long, such as `claim: 2h`',
    ],
    [shared('soak: 2h'), '[soak] `soak` means nothing without `after` | it is time spent in the environments that `after` names'],
    [shared('approval-lasts: 2 days'), '[approval-lasts] `approval-lasts` means nothing without `approve` | say who approves'],
    [shared('when: [by itself, by hand]'), '[by itself] `by itself` leaves nothing to the others | keep it alone, or leave it out'],
    [
      shared('rollout: { style: blue-green, surge: 2 }'),
      '[surge] `surge` does not go with `blue-green` | there all new instances stand beside the old ones, and then take over at once',
    ],
    [shared('rollout: { steps: [50%, 10%] }'), '[10%] the steps do not rise | write them from the smallest share to the largest'],
    [shared('rollout: { watch: 5 min }'), '[watch] `watch` means nothing without `steps` | it is the time between steps'],
    [
      'environments: { production: { for: change } }',
      '[for] there is one `production`, not one of each | write `deploy` and what it takes',
    ],
    [
      'environments: { local: { deploy: [working copy, branch main] } }',
      "[working copy] a working copy goes with nothing else | it is an environment on a developer's machine: give it a name of its own",
    ],
    [
      'environments: { test: { deploy: candidate } }',
      '[candidate] nothing makes candidates | say what they are made of: candidates: { of: branch main }',
    ],
    [
      'environments: { test: { deploy: release } }',
      '[release] nothing makes releases | say what they are made of: releases: { of: branch main }',
    ],
    [
      'environments: { test: { when: by hand } }',
      '[test] nothing says what `test` takes | write `deploy: branch main`, or `for: change` for one of each',
    ],
  ])('%s', async (file, expected) => {
    expect(await briefly(file)).toEqual([expected])
  })
})

describe('keys of jobs and sections that mean nothing together, or without another', () => {
  test.each([
    [job('run: x, use: std/smoke'), '[use] `b` has both `run` and `use` | make it two jobs, one that needs the other'],
    [job('needs: a'), '[b] `b` has nothing to do | write `run` with a command, `use` with a job of a library, or `approve` with people'],
    [
      job('run: x, with: { a: b }'),
      '[with] `with` means nothing without `use` | it is what a job of a library is told; a command takes `env`',
    ],
    [job('run: x, outcome: any'), '[outcome] `outcome` means nothing without `needs` | it is about the jobs that `needs` names'],
    [job('run: x, needs: a, undoes: a, outcome: any'), '[undoes] `undoes` does not go with `outcome` | what clears up always runs'],
    [job('run: x, coverage: at least 80%'), '[coverage] `coverage` means nothing without `report` | say which file holds the measurement'],
    [job('approve: developers, image: node'), '[image] `image` does not go with `approve` | a job that people pass runs on no machine'],
    [
      'pipelines: { ci: { run: x, jobs: { a: { run: y } } } }',
      '[run] `run` is a key of a job, and `ci` has `jobs` | write it at the job that it is for',
    ],
    ['pipelines: { ci: { run: x, inputs: { a: { choices: [x, y], default: z } } } }', '[z] `z` is not one of the choices | there are x, y'],
    [
      'pipelines: { ci: { run: x, inputs: { a: { kind: number, default: z } } } }',
      '[z] `z` is not a number | write one, or leave `kind` out',
    ],
    [
      'versions: { scheme: semver }',
      '[semver] nothing says what a version is made of | write `titles: conventional` in `changes`, or `labels: release` here',
    ],
    [
      'versions: { scheme: semver, labels: release, format: YYYY.build }',
      '[format] `format` does not go with `scheme` | semantic versions are always MAJOR.MINOR.PATCH',
    ],
    [
      'candidates: { of: branch main, choose: test }\nenvironments: { test: { deploy: candidate } }',
      '[choose] `choose` means nothing without `approve` | the one who approves is the one who chooses',
    ],
    [
      'candidates: { of: branch main, approve: 1, choose: test }\nenvironments: { test: { deploy: branch main } }',
      '[test] `test` takes no candidate | write `deploy: candidate` at `test`, or leave it out here',
    ],
    [
      'trains: { weekly: { into: main, when: tuesdays 10:00 } }',
      '[weekly] the train `weekly` has no `from` | it says the branch whose changes ride along',
    ],
    [
      'freezes: { party: { when: fridays 15:00-24:00 } }',
      '[party] nothing says where the freeze `party` holds | name environments in `at`: none is called production',
    ],
  ])('%s', async (file, expected) => {
    expect(await briefly(file)).toEqual([expected])
  })
})

describe('numbers and spans that cannot be', () => {
  test.each([
    [shared('instances: 0'), '[0] `instances` is at least 1 | leave it out for the default'],
    [shared('instances: 5000'), '[5000] `instances` is at most 100 | write a number up to 100'],
    [shared('when: weekdays 09:00-09:00'), '[weekdays 09:00-09:00] this ends where it begins, or before | write the earlier one first'],
    [job('run: x, retry: 99'), '[99] `retry` is at most 10 | write a number up to 10'],
    [
      job('run: x, matrix: { a: [1, 2, 3, 4, 5, 6, 7], b: [1, 2, 3, 4, 5, 6, 7], c: [1, 2, 3, 4, 5, 6, 7] }'),
      '[b] this matrix makes more than 256 jobs | leave some values out, or make it several jobs',
    ],
    [
      'freezes: { x: { at: a, when: 2026-12-20 to 2026-12-10 } }\nenvironments: { a: { deploy: any branch } }',
      '[2026-12-20 to 2026-12-10] this ends where it begins, or before | write the earlier one first',
    ],
    [shared('approve: 0'), '[0] no vote at all is no approval | leave it out'],
    [
      'teams: { leads: [ana, ben] }\nbranches: { main: { reviews: 3 of leads } }',
      '[3 of leads] `leads` has 2 people, so 3 of them can never vote | ask for fewer, or name more people',
    ],
  ])('%s', async (file, expected) => {
    expect(await briefly(file)).toEqual([expected])
  })
})

describe('names and addresses that could mean two things', () => {
  test.each([
    [
      'branches: { feature/*: { into: main }, "*/feature": { into: main } }',
      '["*/feature"] `feature/*` and `*/feature` can match the same branch, and neither says more | make one of them longer: the longer one wins',
    ],
    [
      'environments: { a: { deploy: any branch, address: x }, b: { deploy: any branch, address: x } }',
      '[x] `b` and `a` have the same address | give one of them another `address`',
    ],
    [
      'environments: { a: { deploy: any branch, address: b }, b: { deploy: any branch } }',
      '[b] `b` and `a` have the same address | give one of them another `address`',
    ],
    [each('address: preview'), '[preview] each of them needs an address of its own | write <change> in it'],
    [
      'environments: { f: { for: [change, branch feature/*], address: x-<change> } }',
      '[x-<change>] a branch has no <change> | write <branch> too',
    ],
    [
      'environments: { f: { for: branch feature/*, address: x-<branch>-<change> } }',
      '[x-<branch>-<change>] a branch has no <change> | leave it out',
    ],
    [each('address: x-<branch>'), '[x-<branch>] a change has no <branch> here: two may come from one | write <change>'],
    [shared('address: -x'), '[-x] `-x` does not fit in `address` | a name in an address begins and ends with a letter or a digit'],
    ['environments: { f: { for: branch feature/*, address: x-<change> } }', '[x-<change>] a branch has no <change> | write <branch>'],
    [
      shared('address: x-<branch>'),
      '[x-<branch>] there is one of it, so its address has no <branch> or <change> | leave them out, or write `for` instead of `deploy`',
    ],
  ])('%s', async (file, expected) => {
    expect(await briefly(file)).toEqual([expected])
  })

  test('a longer pattern beside a shorter one is no question', async () => {
    expect(await briefly('branches: { release/*: { reviews: 1 }, release/shop-*: { reviews: 2 } }')).toEqual([])
  })
})

describe('what reads well and waits for ever is refused', () => {
  const run = (condition: string): string => `pipelines: { ci: { when: push, run: x, if: '${condition}' } }`

  test.each([
    [
      'environments: { local: { deploy: working copy }, test: { deploy: branch main, after: local } }',
      '[local] nothing comes from `local` to `test`: it runs a working copy | name an environment that takes what was built, or leave it out',
    ],
    [
      'releases: { of: branch main, publish: after production }\nenvironments: { production: { deploy: release } }',
      '[after production] `production` takes a release once it is published, so neither comes first' +
        ' | let `production` take a branch, or publish `by itself` or `by hand`',
    ],
    [
      `components: { api: { path: api }, web: { path: web } }
environments: { test: { deploy: branch main, components: api }, live: { deploy: branch main, components: web, after: test } }`,
      '[test] `test` runs no component of `live` | name an environment that runs one of them, or leave it out',
    ],
    ['pipelines: { ask: { approve: nobody } }', '[nobody] nobody can pass `ask` | name people, or leave the job out'],
    ['branches: { main: { push: [developers, nobody] } }', '[nobody] `nobody` does not go with others | keep it alone, or leave it out'],
    [shared('allow: { see: [nobody, everyone] }'), '[nobody] `nobody` does not go with others | keep it alone, or leave it out'],
    [
      'branches: { fix/*: { into: main, back-merge: main } }',
      '[main] changes from `fix/*` land in `main` already | name the branch they must come back to, or leave it out',
    ],
    [
      'changes: { land: merge }\nbranches: { main: { history: linear } }',
      '[linear] no change can land in `main`: `land: merge` makes merge commits' +
        ' | write `land: squash` or `land: rebase` in `changes`, or leave `history` out',
    ],
    [
      shared('office-hours: weekdays 08:00-19:00 else 1 instance'),
      '[weekdays 08:00-19:00 else 1 instance] outside these hours nothing changes: there is one instance at all times' +
        ' | write fewer after `else`, or more in `instances`',
    ],
    [run('false'), '[\'false\'] this is the same whatever happens | ask for something, such as branch == "main", or leave it out'],
    [
      run('"a" in ["a"] || size("b") > 1'),
      `['"a" in ["a"] || size("b") > 1'] this is the same whatever happens | ask for something, such as branch == "main", or leave it out`,
    ],
  ])('%s', async (file, expected) => {
    expect(await briefly(file)).toEqual([expected])
  })

  test.each([
    shared('instances: 3, office-hours: weekdays 08:00-19:00 else 1 instance'),
    'branches: { main: { push: nobody } }',
    'changes: { land: squash }\nbranches: { main: { history: linear } }',
    'releases: { of: branch main, publish: after production }\nenvironments: { production: { deploy: [branch main, release] } }',
  ])('but not %s', async (file) => {
    expect(await briefly(file)).toEqual([])
  })
})

describe('a secret reaches what it is granted to, and nothing else', () => {
  const file = (secret: string, job: string, environment = ''): string =>
    `secrets: { KEY: { ${secret} } }
pipelines: { ci: { when: push, run: x, secrets: KEY${job} } }
environments: { production: { deploy: branch main${environment} }, test: { deploy: any branch } }`

  test.each([
    ['a job that runs there', file('at: production', ', at: production')],
    ['a job that verifies it', file('at: [production, test]', '', ', verify: ci')],
    ['a job that names it, where no environment is named', file('rotate: 90 days', '')],
  ])('%s gets it', async (_, text) => {
    expect(await briefly(text)).toEqual([])
  })

  test.each([
    ['on every push', file('at: production', '')],
    ['somewhere else', file('at: production', ', at: test', ', verify: ci')],
  ])('a job that runs %s does not', async (_, text) => {
    expect(await briefly(text)).toEqual([
      '[KEY] `KEY` is granted to `production` only, and `ci` does not run there' +
        ' | write `at: production` at `ci`, or give it a secret of its own',
    ])
  })

  test('a component gets none that is granted nowhere', async () => {
    expect(await briefly('secrets: { KEY: { rotate: 90 days } }\ncomponents: { api: { secrets: KEY } }')).toEqual([
      '[KEY] `KEY` is granted to no environment, so `api` never gets it | name them in `at` of the secret',
    ])
  })
})

describe('data enters only where it may', () => {
  const snapshots = 'snapshots: { full: { of: production, into: staging }, stripped: { of: full, strip: s.yaml }, week: { of: stripped } }'
  const file = (data: string, name = 'preview'): string =>
    `${snapshots}\nenvironments: { production: { deploy: branch main }, staging: { deploy: branch main }, ${name}: { deploy: branch main, data: ${data} } }`

  test.each(['stripped', 'latest stripped', 'week', 'empty'])('%s may', async (data) => {
    expect(await briefly(file(data))).toEqual([])
  })

  test('what is not stripped may not, wherever it is not named', async () => {
    expect(await briefly(file('full'))).toEqual([
      '[full] `full` is not stripped and may not enter `preview` | take `stripped`, or name `preview` in `into` of snapshot `full`',
    ])
  })

  test('what is stripped may be kept to some environments too', async () => {
    const narrow =
      'snapshots: { stripped: { of: production, strip: s.yaml, into: test } }\nenvironments: { production: { deploy: branch main }, test: { deploy: any branch }, preview: { deploy: any branch, data: stripped } }'
    expect(await briefly(narrow)).toEqual([
      '[stripped] `stripped` may not enter `preview` | name `preview` in `into` of snapshot `stripped`',
    ])
  })
})
