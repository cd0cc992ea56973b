import { describe, expect, test } from 'vitest'
import { showProblem } from '../source/show-problem.ts'
import { Problems } from '../source/problem.ts'
import type { Node } from './node.ts'
import { parseYaml } from './parse-yaml.ts'

function parse(text: string): { readonly tree: unknown; readonly told: readonly string[] } {
  const problems = new Problems()
  const root = parseYaml({ path: 'f', text }, problems)
  return { tree: root === null ? null : plain(root), told: problems.sorted().map(firstLineAndFix) }
}

function firstLineAndFix(problem: Parameters<typeof showProblem>[0]): string {
  return `${showProblem(problem).split('\n')[0] ?? ''} | ${problem.fix}`
}

function plain(node: Node): unknown {
  if (node.kind === 'scalar') return node.text
  if (node.kind === 'list') return node.items.map(plain)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]))
}

describe('values are texts, exactly as they were written', () => {
  test('nothing is retyped', () => {
    expect(parse("{ a: no, b: 1.10, c: 12:30, d: 010, e: 2026-12-25, f: ., g: ~, h: null, i: 0x1F, j: \"q\", k: 'it''s' }").tree).toEqual({
      a: 'no',
      b: '1.10',
      c: '12:30',
      d: '010',
      e: '2026-12-25',
      f: '.',
      g: '~',
      h: 'null',
      i: '0x1F',
      j: 'q',
      k: "it's",
    })
  })

  test('blocks keep their lines', () => {
    expect(parse('run: |\n  one\n  two\nlist:\n  - a\n  - { b: c }\n').tree).toEqual({ run: 'one\ntwo\n', list: ['a', { b: 'c' }] })
  })

  test('a byte order mark and Windows line ends do not matter', () => {
    expect(parse('a: b\r\nc:\r\n  d: e\r\n').tree).toEqual({ a: 'b', c: { d: 'e' } })
  })
})

describe('what this language leaves out of YAML is refused by name', () => {
  test.each([
    ['a: *x\n', 'f:1:4  a value that begins with `*` is an alias in YAML | put it in quotes: "*x"'],
    ['a: &x b\n', 'f:1:4  an anchor such as `&x` is not used here | write the value out where it is needed'],
    [
      'a: !!str b\n',
      'f:1:4  a value that begins with `!` is a tag in YAML and would be dropped | put the whole value in quotes: a: "!!str b"',
    ],
    ['<<: b\n', 'f:1:1  `<<` merges keys in YAML and is not used here | write the keys out where they are needed'],
    ['a: b\na: c\n', 'f:2:1  `a` stands here twice | keep one of them'],
    ['a: b\n---\nc: d\n', 'f:2:1  `---` begins a second document | a process file is one document; `include` takes in other files'],
    ['%YAML 1.1\n---\na: b\n', 'f:1:1  a line that begins with `%` is not used here | leave it out'],
    ['? a\n: b\n', 'f:1:1  `?` before a key is not used here | write KEY: VALUE'],
    ['{ a: b }: c\n', 'f:1:1  a key is a word | write KEY: VALUE'],
  ])('%j', (text, expected) => {
    expect(parse(text).told).toEqual([expected])
  })
})

describe('what YAML would misread is explained', () => {
  test.each([
    ['a:\n\tb: c\n', 'f:2:1  a tab stands in the indentation | indent with spaces'],
    ['a: @b\n', 'f:1:4  a value that begins with `@` means something else in YAML | put the whole value in quotes'],
    ['a: %b\n', 'f:1:4  a value that begins with `%` means something else in YAML | put the whole value in quotes'],
    ['a: >=2\n', 'f:1:5  a value that begins with `>` or `|` is a block of text in YAML | put the whole value in quotes'],
    ['a: b: c\n', "f:1:4  a second `: ` stands in the value of `a` | put the whole value in quotes: a: 'b: c'"],
    ['a: "b\n', 'f:1:5  a double quote is not closed | write " at the end of the value too'],
    ['a: - b\n', 'f:1:4  a `- ` that YAML does not expect here | begin the list on a line of its own, or write [one, two]'],
    [
      'a: { b: x-{y} }\n',
      'f:1:11  a `{` that YAML does not expect here | a value with braces in it needs quotes inside { }; close every { once',
    ],
    [
      'a: x\nb:\n  c: d\n e: f\n',
      'f:4:1  this line is not indented as what stands before it needs | indent it like its neighbours, and close every { and [',
    ],
    ['', 'f:1:1  the file is empty | begin with a line such as: project: shop'],
    ['- a\n', 'f:1:1  a process file consists of keys | begin with a line such as: project: shop'],
    ['a:\nb: c\n', 'f:1:1  `a` has no value | write one, or leave the key out'],
    ['a: ""\n', 'f:1:1  `a` has no value | write one, or leave the key out'],
    ['{ a: b, c }\n', 'f:1:7  the comma ended `a: b` here | inside { } a value with a comma needs quotes: a: "b, c"'],
  ])('%j', (text, expected) => {
    expect(parse(text).told).toEqual([expected])
  })
})

describe('characters that deceive are refused, also in comments and from escapes', () => {
  test.each([
    ['a: "\\e[31mred"\n', 'f:1:4  the character \\u{1b} is invisible or changes how the rest is shown | leave it out'],
    ['# safe \u202e live\na: b\n', 'f:1:8  the character \\u{202e} is invisible or changes how the rest is shown | leave it out'],
    ['a: "\\ud800"\n', 'f:1:4  the character \\u{d800} is invisible or changes how the rest is shown | leave it out'],
    ['a: b\u3164\n', 'f:1:5  the character \\u{3164} is invisible or changes how the rest is shown | leave it out'],
    ['a: b\u0007\n', 'f:1:5  the character \\u{7} is invisible or changes how the rest is shown | leave it out'],
  ])('%j', (text, expected) => {
    expect(parse(text).told).toEqual([expected])
  })
})
