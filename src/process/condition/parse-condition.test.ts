import { describe, expect, test } from 'vitest'
import type { Condition } from '../../core/facts/index.ts'
import { parseCondition } from './parse-condition.ts'
import type { KnownNames } from './roots.ts'

const inJob: KnownNames = {
  place: 'job',
  needs: new Map([
    ['end-to-end', ['url']],
    ['unit', []],
  ]),
  inputs: new Map([
    ['level', 'int'],
    ['where', 'string'],
  ]),
}
const inEnvironment: KnownNames = { place: 'environment', needs: new Map(), inputs: new Map() }

function parsed(text: string, known = inJob): Condition {
  const result = parseCondition(text, known)
  if (!result.ok) throw new Error(`${result.refusal.found}: ${result.refusal.fix}`)
  return result.condition
}

/** The marked words, what was found, and what would be right. */
function refused(text: string, known = inJob): readonly [string, string, string] {
  const result = parseCondition(text, known)
  if (result.ok) throw new Error('It was taken.')
  return [text.slice(result.refusal.start, result.refusal.end), result.refusal.found, result.refusal.fix]
}

const path = (...steps: string[]): Condition => ({ op: 'path', path: steps })
const literal = (value: string | number | boolean): Condition => ({ op: 'literal', value })

describe('conditions become closed data', () => {
  test.each<[string, Condition]>([
    ['branch == "main"', { op: 'equal', left: path('branch'), right: literal('main') }],
    ['!change.draft', { op: 'not', of: path('change', 'draft') }],
    ['"docs" in change.labels', { op: 'in', left: literal('docs'), right: path('change', 'labels') }],
    ['size(paths) < 10', { op: 'less', left: { op: 'size', of: path('paths') }, right: literal(10) }],
    ['commit.title.contains("[x]")', { op: 'contains', text: path('commit', 'title'), part: literal('[x]') }],
    ['has(change.number)', { op: 'has', path: ['change', 'number'] }],
    ['needs["end-to-end"].outputs.url == "x"', { op: 'equal', left: path('needs', 'end-to-end', 'outputs', 'url'), right: literal('x') }],
    ['needs.unit.outcome != "failed"', { op: 'unequal', left: path('needs', 'unit', 'outcome'), right: literal('failed') }],
    [
      'inputs.level - 1 >= -2',
      {
        op: 'greater-or-equal',
        left: { op: 'minus', left: path('inputs', 'level'), right: literal(1) },
        right: { op: 'negative', of: literal(2) },
      },
    ],
    ['branch in ["a", "b"]', { op: 'in', left: path('branch'), right: { op: 'list', items: [literal('a'), literal('b')] } }],
    ['true && false || true', { op: 'or', of: [{ op: 'and', of: [literal(true), literal(false)] }, literal(true)] }],
  ])('%s', (text, condition) => {
    expect(parsed(text)).toEqual(condition)
  })

  test('the version of a release is for environments', () => {
    expect(parsed('release.version.startsWith("2.")', inEnvironment)).toEqual({
      op: 'starts-with',
      text: path('release', 'version'),
      part: literal('2.'),
    })
    expect(refused('release.version == "1"')).toEqual([
      'release',
      '`release` means nothing in the condition of a job',
      'it is for environments',
    ])
  })
})

describe('what conditions leave out is refused with what to use', () => {
  const loops = 'ask whether one is in the list ("docs" in change.labels), or use the key `paths`'
  test.each([
    ['branch.matches("a.*")', 'matches', 'there are no regular expressions in conditions', 'write startsWith, endsWith or contains'],
    ['now() > 1', 'now', 'there is no clock in conditions', 'time is for `when`: hours of an environment, times of a train'],
    [
      'timestamp("x") > timestamp("y")',
      'timestamp',
      'there is no clock in conditions',
      'time is for `when`: hours of an environment, times of a train',
    ],
    ['paths.exists(p, p == "a")', 'exists', 'conditions do not go through lists', loops],
    ['paths.all(p, p == "a")', 'all', 'conditions do not go through lists', loops],
    ['paths.filter(p, p == "a") == []', 'filter', 'conditions do not go through lists', loops],
    [
      'change.labels[0] == "x"',
      '0',
      'a place in a list is not used in conditions',
      'ask whether something is in it: "docs" in change.labels',
    ],
    ['1 * 2 == 2', '1 * 2', '`*` is not used in conditions', 'there are && || ! == != < <= > >= in + - and ? :'],
    ['always()', 'always', 'the outcome of jobs is a key of its own', 'write `outcome: any`'],
    ['shout(branch)', 'shout', 'there is no function `shout` in conditions', 'there are size, has, startsWith, endsWith and contains'],
  ])('%s', (text, marked, found, fix) => {
    expect(refused(text)).toEqual([marked, found, fix])
  })
})

describe('mistakes are marked at their words', () => {
  test.each([
    ['branch', 'branch', 'a condition is true or false, and this is a text', 'compare it with something: branch == "main"'],
    [
      'branch == 1',
      'branch == 1',
      'a text and a number do not go together with `==`',
      'compare texts with texts and numbers with numbers; a text stands in quotes',
    ],
    ['branch = "main"', '=', '`=` is not how a condition goes on', 'write `==`'],
    ['true and false', 'and', '`and` is not how a condition goes on', 'write `&&`'],
    [
      'branch == main',
      'main',
      'there is no `main` in conditions',
      'there are branch, change, commit, paths, needs, inputs; a text stands in quotes',
    ],
    ['chnge.draft', 'chnge', 'there is no `chnge` in conditions', 'did you mean `change`?'],
    ['change.titel == "x"', 'titel', '`change` has no `titel`', 'did you mean `title`?'],
    ['needs.end-to-end.outcome == "passed"', 'end', '`-` is minus in a condition', 'write needs["end-to-end"]'],
    ['needs["end-to-end"].outputs.ulr == "x"', 'ulr', '`outputs` has no `ulr`', 'did you mean `url`?'],
    ['needs["smoke"].outcome == "x"', 'needs["smoke"]', '`needs` has no `smoke`', 'there are end-to-end, unit'],
    ['branch == "x" || has(change.numbr)', 'numbr', '`change` has no `numbr`', 'did you mean `number`?'],
    ['has(needs.smoke.outcome)', 'smoke', '`needs` has no `smoke`', 'there are end-to-end, unit'],
    ['!has(needs.unit.outputs.ulr)', 'ulr', '`outputs` has no `ulr`', 'did you mean `url`?'],
    ['has(change)', 'change', '`has` asks for one thing, by its names with dots between them', 'write has(change.number)'],
    ['branch == "a', '"a', 'a quote is not closed', 'write it at the end of the text too'],
    ['${{ change.draft }}', '$', 'a condition stands without braces around it', 'leave out ${{ and }}'],
  ])('%s', (text, marked, found, fix) => {
    expect(refused(text)).toEqual([marked, found, fix])
  })
})

describe('a condition that is made to hurt', () => {
  test.each([
    ['is too long', `${'true && '.repeat(200)}true`],
    ['is too deep', `${'('.repeat(60)}true${')'.repeat(60)}`],
    ['has too many parts', `true${'||true'.repeat(150)}`],
    ['denies itself too often', `${'!'.repeat(900)}true`],
  ])('%s', (_, text) => {
    const before = performance.now()
    expect(refused(text)[1]).toMatch(/^this condition (?:is too large|has more than 1000 characters)$/u)
    expect(performance.now() - before).toBeLessThan(300)
  })
})
