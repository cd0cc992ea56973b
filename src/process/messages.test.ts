import { describe, expect, test } from 'vitest'
import { atLines, dedent, told } from './testing/told.ts'

describe('a message shows the place, the line, the exact word and what would be right', () => {
  test('an unknown key', async () => {
    const file = atLines({
      58: 'teams: { stakeholders: [sara] }',
      59: 'environments:',
      60: '  production:',
      61: '    deploy: branch main',
      62: '    aprove: stakeholders',
    })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:62:5  \`aprove\` is not a key of an environment
        62 |     aprove: stakeholders
           |     ^^^^^^  did you mean \`approve\`?
    `),
    )
  })

  test('a comma inside braces that cuts a command short', async () => {
    const file = atLines({
      26: 'pipelines:',
      27: '  ci:',
      28: '    when: push',
      29: '    jobs:',
      30: '      unit:  { run: npm test -- --only api,web, report: junit.xml }',
    })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:30:43  the comma ended \`run: npm test -- --only api\` here
        30 |       unit:  { run: npm test -- --only api,web, report: junit.xml }
           |                                           ^^^^  inside { } a value with a comma needs quotes: run: "npm test -- --only api,web"
    `),
    )
  })

  test('a condition that YAML would drop without a word', async () => {
    const file = atLines({ 24: 'pipelines:', 25: '  ci:', 26: '    when: change', 27: '    if: !change.draft', 28: '    run: npm test' })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:27:9  a value that begins with \`!\` is a tag in YAML and would be dropped
        27 |     if: !change.draft
           |         ^^^^^^^^^^^^^  put the whole condition in quotes: if: "!change.draft"
    `),
    )
  })

  test('a word inside a phrase', async () => {
    const file = atLines({ 48: 'trains:', 49: '  weekly: { from: staging, into: main, when: tuesdays 10:00 Europe/Lodnon }' })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:49:61  \`Europe/Lodnon\` does not fit in \`when\`
        49 |   weekly: { from: staging, into: main, when: tuesdays 10:00 Europe/Lodnon }
           |                                                             ^^^^^^^^^^^^^  did you mean \`Europe/London\`?
    `),
    )
  })

  test('a rule that can never come true', async () => {
    const file = atLines({
      50: 'branches:',
      51: '  staging: { reviews: 1 }',
      52: '  hotfix/*: { from: main, into: main, back-merge: staging }',
      53: 'environments:',
      54: '  preprod: { deploy: branch staging }',
      55: '  production:',
      56: '    deploy: branch main',
      57: '    after: preprod',
    })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:57:12  a change from \`hotfix/*\` can never reach \`production\`: \`preprod\` takes \`branch staging\` only
        57 |     after: preprod
           |            ^^^^^^^  write \`skip: preprod\` at \`hotfix/*\` (one more person must then approve), or let \`preprod\` take \`branch main\` too
    `),
    )
  })

  test('data that may not enter, at the word that names it', async () => {
    const file = atLines({
      44: 'snapshots:',
      45: '  full: { of: production }',
      46: '  stripped: { of: full, strip: data/strip.yaml }',
      49: 'environments:',
      50: '  production: { deploy: branch main }',
      51: '  preview:',
      52: '    deploy: branch main',
      53: '    data: latest full             # every night',
    })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:53:18  \`full\` is not stripped and may not enter \`preview\`
        53 |     data: latest full             # every night
           |                  ^^^^  take \`stripped\`, or name \`preview\` in \`into\` of snapshot \`full\`
    `),
    )
  })

  test('an ambiguous unit', async () => {
    const file = atLines({
      69: 'environments:',
      70: '  production:',
      71: '    deploy: branch main',
      72: '    rollout: { surge: 1, drain: 5m }         # not ready: the old ones serve on',
    })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:72:33  \`5m\` does not fit in \`drain\`
        72 |     rollout: { surge: 1, drain: 5m }         # not ready: the old ones serve on
           |                                 ^^  \`m\` could be minutes or months: write \`5 min\` or a number of days
    `),
    )
  })

  test('a habit from elsewhere', async () => {
    const file = atLines({ 24: 'pipelines:', 25: '  ci:', 26: '    on: [push, change]', 27: '    run: npm test' })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:26:5  \`on\` is not a key of a pipeline
        26 |     on: [push, change]
           |     ^^  did you mean \`when\`?
    `),
    )
  })

  test('a value that became a comment', async () => {
    const file = 'notify:\n  chat: #deploys\n'
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:2:9  \`chat\` has no value: after a space \`#\` begins a comment
        2 |   chat: #deploys
          |         ^^^^^^^^  did you mean \`chat: deploys\`?
    `),
    )
  })

  test('several in one file, in its order', async () => {
    const file = atLines({
      3: 'environments:',
      4: '  a: { deploy: brnach main }',
      5: '  b: { deploy: any branch, after: aa, when: on request }',
      6: '  c: { deploy: any branch, claim: 90 }',
    })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:4:16  \`brnach\` does not fit in \`deploy\`
        4 |   a: { deploy: brnach main }
          |                ^^^^^^  did you mean \`branch\`?
      branchline.yaml:5:35  there is no environment \`aa\`
        5 |   b: { deploy: any branch, after: aa, when: on request }
          |                                   ^^  did you mean \`a\`?
      branchline.yaml:5:45  \`on\` does not fit in \`when\`
        5 |   b: { deploy: any branch, after: aa, when: on request }
          |                                             ^^  here it is called \`by hand\`
      branchline.yaml:6:35  \`90\` does not fit in \`claim\`
        6 |   c: { deploy: any branch, claim: 90 }
          |                                   ^^  expected 30s, 5 min, 2h, 7 days, 2 weeks
    `),
    )
  })

  test('one mistake is told once, not again by what it leads to', async () => {
    expect(await told('environments: { production: { deplyo: branch main, when: by hand } }')).toBe(
      dedent(`
        branchline.yaml:1:31  \`deplyo\` is not a key of an environment
          1 | environments: { production: { deplyo: branch main, when: by hand } }
            |                               ^^^^^^  did you mean \`deploy\`?
      `),
    )
  })

  test('a star as a key', async () => {
    expect(await told('branches:\n  *: { into: main }\n')).toBe(
      dedent(`
      branchline.yaml:2:3  a key that begins with \`*\` is an alias in YAML
        2 |   *: { into: main }
          |   ^  no key needs it: for every branch write \`any branch\`; where changes go by default is \`changes: { into: main }\`
    `),
    )
  })

  test('a circle, and a team nobody declared', async () => {
    const file = atLines({
      2: 'pipelines:',
      3: '  ci:',
      4: '    jobs:',
      5: '      a: { run: x, needs: c }',
      6: '      b: { run: x, needs: a }',
      7: '      c: { run: x, needs: b }',
      8: 'environments:',
      9: '  p: { deploy: release, approve: releasers }',
      10: 'releases: { of: branch main }',
    })
    expect(await told(file)).toBe(
      dedent(`
      branchline.yaml:5:27  these wait for each other: a -> c -> b -> a
        5 |       a: { run: x, needs: c }
          |                           ^  one of them must not wait
      branchline.yaml:9:34  there is no team \`releasers\`
        9 |   p: { deploy: release, approve: releasers }
          |                                  ^^^^^^^^^  there are administrators, maintainers, developers, viewers
    `),
    )
  })
})
