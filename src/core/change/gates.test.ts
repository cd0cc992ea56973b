import { describe, expect, it } from 'vitest'
import type { BranchRule, ChangeRules, ProcessFacts } from '../facts/index.ts'
import { branchRule, plainProcess } from '../testing/facts.ts'
import { file, Track } from '../testing/track.ts'
import { parseTitle } from './title.ts'

const free: ChangeRules = { into: null, titles: 'free', land: 'squash', ticket: null }
const open = (changes: Partial<ChangeRules>, rule: Partial<BranchRule> = {}, more: Partial<ProcessFacts> = {}) =>
  new Track(
    plainProcess({ environments: {}, branches: [branchRule('main', { reviews: [], ...rule })], changes: { ...free, ...changes }, ...more }),
  )

describe('a conventional title', () => {
  it('is a type, perhaps a scope and a mark, a colon and what was done', () => {
    expect(parseTitle('feat(shop)!: sell tea')).toEqual({ type: 'feat', scope: 'shop', isBreaking: true, subject: 'sell tea' })
    expect(parseTitle('fix: the kettle')).toEqual({ type: 'fix', scope: null, isBreaking: false, subject: 'the kettle' })
    expect(parseTitle('feat!: a: b')).toEqual({ type: 'feat', scope: null, isBreaking: true, subject: 'a: b' })
  })

  it.each([
    'Sell tea',
    'feat:sell',
    'feat: ',
    ': tea',
    'feat(): tea',
    'Feat: tea',
    'feat (shop): tea',
    'feat(shop: tea',
    '!: tea',
    'fe4t: tea',
  ])('is not "%s"', (text) => {
    expect(parseTitle(text)).toBe(null)
  })

  it('is wanted where the file says so, and a new title is a new chance', () => {
    const track = open({ titles: 'conventional' })
    track.change('feature/tea', { shop: 'tea' }, { title: 'Sell tea' })
    expect(track.why(1)).toEqual(['title: not-conventional', 'merge: by-hand'])
    expect(track.ask('dora', 1)).toBe('gates: #1 is not ready')
    track.edit('dora', 1, { title: 'feat: sell tea' })
    expect(track.ask('dora', 1)).toBe('asked')
    expect(track.repository.titles('main').at(-1)).toBe('feat: sell tea')
  })
})

describe('a ticket', () => {
  const why = (from: string, title: string) => {
    const track = open({ ticket: { prefix: 'SHOP' } })
    track.change(from, { shop: 'tea' }, { title })
    return track.why(1)[0]
  }

  it.each([
    ['feature/tea', 'Sell tea (SHOP-12)'],
    ['feature/shop-12-tea', 'Sell tea'],
    ['SHOP-1', 'Sell tea'],
  ])('is named by the branch %s or the title "%s"', (from, title) => {
    expect(why(from, title)).toBe('merge: by-hand')
  })

  it.each([
    ['feature/tea', 'Sell tea'],
    ['feature/workshop-12', 'Sell tea'],
    ['feature/shop-tea', 'SHOP'],
  ])('is not named by the branch %s or the title "%s"', (from, title) => {
    expect(why(from, title)).toBe('title: no-ticket')
  })
})

describe('a draft', () => {
  it('waits for its author, and leaves the queue when it becomes one', () => {
    const track = open({})
    track.change('feature/tea', { shop: 'tea' }, { isDraft: true })
    expect(track.why(1)).toEqual(['draft: draft', 'merge: by-hand'])
    expect(track.ask('dora', 1)).toBe('gates: #1 is not ready')
    track.edit('dora', 1, { isDraft: false })
    expect(track.ask('dora', 1)).toBe('asked')
  })
})

describe('a linear history', () => {
  it('takes no landing with two parents, until the file lands changes otherwise', () => {
    const track = open({ land: 'merge' }, { history: 'linear', push: [{ kind: 'role', role: 'maintainer' }] })
    track.change('feature/tea', { tea: 'tea' })
    expect(track.why(1)).toEqual(['history: not-linear', 'merge: by-hand'])
    const { process } = track.repository
    track.repository.process = file({ ...process, changes: { ...process.changes, land: 'squash' } }, 'squash from now on')
    track.push('main', { docs: 'how we land' }, 'max')
    track.repository.process = process
    expect(track.why(1)).toEqual(['merge: by-hand'])
    expect(track.ask('dora', 1)).toBe('asked')
    expect(track.repository.titles('main').at(-1)).toBe('Change feature/tea')
  })
})

describe('whoever has no write access', () => {
  const everybody = [branchRule('main', { reviews: [] }), branchRule('from/*', { isProtected: false, push: [{ kind: 'everyone' }] })]
  const untrusted = () => {
    const track = open({}, {}, { branches: everybody })
    track.change('from/vic', { shop: 'tea' }, { by: 'vic' })
    return track
  }

  it('waits until a developer has looked, and runs without any right', () => {
    const track = untrusted()
    expect(track.since()).toEqual([])
    expect(track.why(1)).toEqual(['trust: not-looked-at', 'checks: running', 'merge: by-hand'])
    expect(track.again('dora', 'ci', { change: 1 })).toBe('not-trusted: a developer looks at #1 before anything of it runs')
    expect(track.trust('vic', 1)).toBe('not-allowed: a developer lets pipelines run')
    expect(track.trust('dora', 1)).toBe('trusted')
    expect(track.since()).toEqual(['run unit', 'run image'])
    expect(track.events.flatMap((event) => (event.kind === 'run.started' ? [event.row.isTrusted] : []))).toEqual([true, false])
    expect(track.ask('dora', 1)).toBe('asked')
    expect(track.since()).toEqual(['move main', 'run unit', 'run image'])
    expect(track.state.branches.get('main')?.isTrusted).toBe(true)
  })

  it('waits again after each push', () => {
    const track = untrusted()
    track.trust('dora', 1)
    track.since()
    track.push('from/vic', { shop: 'green tea' }, 'vic')
    expect(track.since()).toEqual([])
    expect(track.why(1)).toEqual(['trust: not-looked-at', 'checks: running', 'merge: by-hand'])
    expect(track.say('dora', { kind: 'change.trust', change: 1, head: 'c-old' })).toMatchObject({ code: 'moved' })
  })

  it('leaves the queue by a push, whoever asked for the merge', () => {
    const track = untrusted()
    track.trust('dora', 1)
    track.stop('max')
    track.ask('dora', 1)
    track.push('from/vic', { shop: 'green tea' }, 'vic')
    track.resume('max')
    expect(track.why(1)).toEqual(['trust: not-looked-at', 'checks: running', 'merge: by-hand'])
  })
})
