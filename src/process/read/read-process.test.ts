import { describe, expect, test } from 'vitest'
import { briefly, dedent, factsOf, told } from '../testing/told.ts'

const files = (contents: Readonly<Record<string, string>>): { readInclude: (path: string) => string | null } => ({
  readInclude: (path) => contents[path] ?? null,
})

describe('files that are included', () => {
  test('count as if their sections stood in the file', async () => {
    const main =
      'include: [ci/pipelines.yaml, people.yaml]\nenvironments: { production: { deploy: branch main, approve: leads, verify: smoke } }'
    const facts = await factsOf(
      main,
      files({ 'ci/pipelines.yaml': 'pipelines: { smoke: { use: std/smoke } }', 'people.yaml': 'teams: { leads: [ana] }' }),
    )
    expect(Object.keys(facts.pipelines.pipelines)).toEqual(['build-app', 'smoke'])
    expect(facts.teams).toEqual({ leads: ['ana'] })
  })

  test('are part of the digest', async () => {
    const main = 'include: people.yaml\nproject: shop'
    const one = await factsOf(main, files({ 'people.yaml': 'teams: { leads: [ana] }' }))
    const other = await factsOf(main, files({ 'people.yaml': 'teams: { leads: [ana] } # and a comment' }))
    expect(one.digest).not.toBe(other.digest)
  })

  test('the digest is of what stands in the file, not of where it lies', async () => {
    const here = await factsOf('project: shop', { path: 'branchline.yaml' })
    const there = await factsOf('project: shop', { path: 'elsewhere/branchline.yaml' })
    expect(here.digest).toBe(there.digest)
  })

  test('have their mistakes told where they are', async () => {
    expect(await told('include: people.yaml', files({ 'people.yaml': 'project: x\nteams:\n  leads: [a, b\n' }))).toBe(
      dedent(`
      people.yaml:3:14  a \`[\` before this is not closed
        3 |   leads: [a, b
          |              ^  write \`]\` where it ends
    `),
    )
    expect(await briefly('include: people.yaml', files({ 'people.yaml': 'project: x' }))).toEqual([
      '[project] `project` is not a key of an included file | there are libraries, teams, spaces, components, changes, branches, owners, versions, candidates, releases, trains, pipelines, environments, snapshots, secrets, notify, freezes',
    ])
  })

  test('say nothing twice', async () => {
    const main = 'include: more.yaml\nteams: { leads: [ana] }\nchanges: { into: main }'
    expect(await briefly(main, files({ 'more.yaml': 'teams: { leads: [ben], ops: [cleo] }\nchanges: { into: dev }' }))).toEqual([
      '[leads] `leads` already stands in `branchline.yaml` | keep one of them',
      '[changes] `changes` already stands in `branchline.yaml` | write it in one file',
    ])
  })

  test.each([
    ['nowhere.yaml', '[nowhere.yaml] there is no file `nowhere.yaml` | write its path from the root of the repository'],
    ['../secrets.yaml', '[../secrets.yaml] `../secrets.yaml` does not fit in `include` | it must be inside the repository'],
    ['/etc/passwd', '[/etc/passwd] `/etc/passwd` does not fit in `include` | write it from the root of the repository, without the `/`'],
  ])('%s cannot be one', async (path, expected) => {
    expect(await briefly(`include: ${path}`, files({}))).toEqual([expected])
  })

  test('are not too many', async () => {
    const names = Array.from({ length: 21 }, (_, index) => `f${index}.yaml`)
    const contents = Object.fromEntries(names.map((name, index) => [name, `teams: { t${index}: [ana] }`]))
    expect(await briefly(`include: [${names.join(', ')}]`, files(contents))).toEqual([
      '[f20.yaml] more than 20 files are included | put some of them together',
    ])
  })
})
