import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Forge, LandingRequest } from '../../ports/forge.ts'

/** A forge with one empty repository, and the hands of the people who write to it. */
export interface ForgeUnderTest {
  readonly forge: Forge
  readonly repository: string
  /** Where a commit's process file is found. */
  readonly processFile: string
  write(commit: WrittenCommit): Promise<string>
  /** What a person does, past Branchline. */
  move(ref: string, to: string | null): Promise<void>
  close(): Promise<void>
}

export interface WrittenCommit {
  readonly parents: readonly string[]
  /** All of them: the whole tree. */
  readonly files: Readonly<Record<string, string>>
  readonly title: string
}

const nobody = '0'.repeat(40)
const permit = { generation: 1 }
const main = 'refs/heads/main'

/** What every forge promises. */
export function describeForge(name: string, open: () => Promise<ForgeUnderTest>): void {
  describe(name, () => {
    let under: ForgeUnderTest
    beforeEach(async () => {
      under = await open()
    })
    afterEach(async () => under.close())
    describesCommits(() => under)
    tellsOrder(() => under)
    landsChanges(() => under)
    movesRefs(() => under)
  })
}

type Under = () => ForgeUnderTest

function describesCommits(under: Under): void {
  test('a commit is described with the digest of each path that was asked for', async () => {
    const { forge, repository, write, processFile } = under()
    const first = await write({ parents: [], files: { 'api/a': '1', 'web/b': '1', [processFile]: 'project: shop\n' }, title: 'first' })
    const second = await write({ parents: [first], files: { 'api/a': '2', 'web/b': '1' }, title: 'second' })
    const before = await forge.describe(repository, first, ['api', 'web', 'docs'], null)
    const after = await forge.describe(repository, second, ['api', 'web', 'docs'], first)
    expect(before).toMatchObject({ commit: first, parents: [], title: 'first', processText: 'project: shop\n' })
    expect(after).toMatchObject({ commit: second, parents: [first], title: 'second', processText: null })
    expect(after?.changed).toEqual({ paths: ['api/a', processFile], isCut: false })
    expect(after?.subtrees['web']).toBe(before?.subtrees['web'])
    expect(after?.subtrees['api']).not.toBe(before?.subtrees['api'])
    expect(after?.subtrees['docs']).toBeNull()
    expect(after?.tree).not.toBe(before?.tree)
  })

  test('equal content has an equal digest, whatever came before it', async () => {
    const { forge, repository, write } = under()
    const files = { 'api/a': '1', b: '1' }
    const one = await write({ parents: [], files, title: 'one' })
    const other = await write({ parents: [one], files, title: 'other' })
    const [first, second] = [
      await forge.describe(repository, one, ['api', '.'], null),
      await forge.describe(repository, other, ['api', '.'], one),
    ]
    expect(second?.tree).toBe(first?.tree)
    expect(second?.subtrees).toEqual(first?.subtrees)
    expect(second?.changed).toEqual({ paths: [], isCut: false })
  })

  test('without a commit to compare with, every path has changed', async () => {
    const { forge, repository, write } = under()
    const first = await write({ parents: [], files: { a: '1' }, title: 'first' })
    const second = await write({ parents: [first], files: { a: '1', b: '1' }, title: 'second' })
    expect((await forge.describe(repository, second, [], null))?.changed.paths).toEqual(['a', 'b'])
  })

  test('a commit that does not exist is known not to', async () => {
    const { forge, repository } = under()
    expect(await forge.describe(repository, nobody, [], null)).toBeNull()
  })
}

function tellsOrder(under: Under): void {
  test('an ancestor is older, a descendant newer, and two lines are unrelated', async () => {
    const { forge, repository, write } = under()
    const root = await write({ parents: [], files: { a: '1' }, title: 'root' })
    const left = await write({ parents: [root], files: { a: '2' }, title: 'left' })
    const right = await write({ parents: [root], files: { a: '3' }, title: 'right' })
    const both = await write({ parents: [left, right], files: { a: '4' }, title: 'both' })
    expect(await forge.relate(repository, root, both)).toBe('ancestor')
    expect(await forge.relate(repository, both, right)).toBe('descendant')
    expect(await forge.relate(repository, left, right)).toBe('unrelated')
    expect(await forge.relate(repository, left, left)).toBe('same')
  })

  test('the order of a commit that does not exist is nobody’s to tell', async () => {
    const { forge, repository, write } = under()
    const root = await write({ parents: [], files: { a: '1' }, title: 'root' })
    await expect(forge.relate(repository, nobody, root)).rejects.toThrow()
  })
}

function landsChanges(under: Under): void {
  const landing = (base: string, head: string, how: LandingRequest['how']): LandingRequest => ({
    base,
    head,
    how,
    title: 'feat: both (#1)',
    author: 'ana',
  })

  /** Two lines from one root that touch different files. */
  const twoLines = async (): Promise<{ base: string; head: string }> => {
    const { write } = under()
    const root = await write({ parents: [], files: { a: '1', b: '1' }, title: 'root' })
    const base = await write({ parents: [root], files: { a: '2', b: '1' }, title: 'base' })
    const middle = await write({ parents: [root], files: { a: '1', b: '2' }, title: 'middle' })
    return { base, head: await write({ parents: [middle], files: { a: '1', b: '2', c: '1' }, title: 'head' }) }
  }

  test.each(['squash', 'merge', 'rebase'] as const)('landing by %s brings both sides together and moves no ref', async (how) => {
    const { forge, repository, move, write } = under()
    const { base, head } = await twoLines()
    await move(main, base)
    const result = await forge.land(repository, landing(base, head, how))
    const wanted = await write({ parents: [], files: { a: '2', b: '2', c: '1' }, title: 'wanted' })
    const commit = result.kind === 'clean' ? result.commit : ''
    expect(result).toEqual({ kind: 'clean', commit, behind: 1 })
    const landed = await forge.describe(repository, commit, [], base)
    expect(landed?.tree).toBe((await forge.describe(repository, wanted, [], null))?.tree)
    expect(landed?.changed.paths).toEqual(['b', 'c'])
    expect(await forge.relate(repository, base, commit)).toBe('ancestor')
    expect(await forge.ref(repository, main)).toBe(base)
  })

  test('a squash has one parent and the given title, a merge has both parents', async () => {
    const { forge, repository } = under()
    const { base, head } = await twoLines()
    const describeLanding = async (how: LandingRequest['how']): Promise<unknown> => {
      const result = await forge.land(repository, landing(base, head, how))
      return forge.describe(repository, result.kind === 'clean' ? result.commit : '', [], base)
    }
    expect(await describeLanding('squash')).toMatchObject({ parents: [base], title: 'feat: both (#1)' })
    expect(await describeLanding('merge')).toMatchObject({ parents: [base, head], title: 'feat: both (#1)' })
    expect(await describeLanding('rebase')).toMatchObject({ title: 'head' })
  })

  test.each(['squash', 'merge', 'rebase'] as const)('the same landing by %s gives the same commit', async (how) => {
    const { forge, repository } = under()
    const { base, head } = await twoLines()
    const once = await forge.land(repository, landing(base, head, how))
    expect(await forge.land(repository, landing(base, head, how))).toEqual(once)
  })

  test.each(['squash', 'merge', 'rebase'] as const)('landing by %s names the paths in conflict', async (how) => {
    const { forge, repository, write } = under()
    const root = await write({ parents: [], files: { a: '1', b: '1' }, title: 'root' })
    const base = await write({ parents: [root], files: { a: '2', b: '1' }, title: 'base' })
    const head = await write({ parents: [root], files: { a: '3', b: '2' }, title: 'head' })
    expect(await forge.land(repository, landing(base, head, how))).toEqual({ kind: 'conflict', paths: ['a'] })
  })
}

function movesRefs(under: Under): void {
  test('a ref is made, moved and deleted by the one who knows where it stands', async () => {
    const { forge, repository, write } = under()
    const first = await write({ parents: [], files: { a: '1' }, title: 'first' })
    const second = await write({ parents: [first], files: { a: '2' }, title: 'second' })
    expect(await forge.updateRef(repository, main, null, first, permit)).toBe('moved')
    expect(await forge.updateRef(repository, main, first, second, permit)).toBe('moved')
    expect(await forge.ref(repository, main)).toBe(second)
    expect(await forge.updateRef(repository, main, second, null, permit)).toBe('moved')
    expect(await forge.ref(repository, main)).toBeNull()
  })

  test('a ref that stands elsewhere is not moved', async () => {
    const { forge, repository, write, move } = under()
    const first = await write({ parents: [], files: { a: '1' }, title: 'first' })
    const second = await write({ parents: [first], files: { a: '2' }, title: 'second' })
    await move(main, second)
    expect(await forge.updateRef(repository, main, first, first, permit)).toBe('stale')
    expect(await forge.updateRef(repository, main, null, first, permit)).toBe('stale')
    expect(await forge.updateRef(repository, main, first, null, permit)).toBe('stale')
    expect(await forge.ref(repository, main)).toBe(second)
  })

  test('a ref never points to a commit that does not exist', async () => {
    const { forge, repository } = under()
    await expect(forge.updateRef(repository, main, null, nobody, permit)).rejects.toThrow()
    expect(await forge.ref(repository, main)).toBeNull()
  })

  test('all refs are listed, tags too', async () => {
    const { forge, repository, write, move } = under()
    const first = await write({ parents: [], files: { a: '1' }, title: 'first' })
    await move(main, first)
    await move('refs/heads/feature/search', first)
    await move('refs/tags/v1.0.0', first)
    expect(await forge.refs(repository)).toEqual({ [main]: first, 'refs/heads/feature/search': first, 'refs/tags/v1.0.0': first })
  })

  test('a report may be written again', async () => {
    const { forge, repository, write } = under()
    const commit = await write({ parents: [], files: { a: '1' }, title: 'first' })
    const report = { key: 'ci', commit, code: 'running', evidence: {} }
    await forge.report(repository, { ...report, state: 'waiting' })
    await expect(forge.report(repository, { ...report, state: 'passed' })).resolves.toBeUndefined()
  })
}
