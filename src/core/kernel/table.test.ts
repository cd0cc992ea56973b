import { describe, expect, it } from 'vitest'
import { Table } from './table.ts'

/** A small generator: the same numbers every time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
}

/** Two keys with one hash, found by trying. */
const clashing = ['k4uzx', 'kf2ad'] as const

function of(entries: Iterable<readonly [string, number]>): Table<number> {
  let table = Table.empty<number>()
  for (const [key, row] of entries) table = table.set(key, row)
  return table
}

describe('a table', () => {
  it('keeps what a map keeps, through thousands of changes', () => {
    const next = numbers(7)
    const model = new Map<string, number>()
    let table = Table.empty<number>()
    for (let i = 0; i < 5_000; i++) {
      const key = `key ${next() % 400}`
      if (next() % 3 === 0) {
        model.delete(key)
        table = table.delete(key)
      } else {
        model.set(key, i)
        table = table.set(key, i)
      }
    }
    expect(new Map(table.entries())).toEqual(model)
    expect(table.size).toBe(model.size)
    for (const [key, row] of model) expect(table.get(key)).toBe(row)
  })

  it('leaves the table it was made from as it was', () => {
    const before = of([['a', 1]])
    const after = before.set('a', 2).set('b', 3)
    expect([...before.entries()]).toEqual([['a', 1]])
    expect(new Map(after.entries())).toEqual(
      new Map([
        ['a', 2],
        ['b', 3],
      ]),
    )
  })

  it('walks the same keys in the same order, whatever order they came in', () => {
    const keys = Array.from({ length: 300 }, (_, i) => [`k${i}`, i] as const)
    const forward = of(keys)
    const backward = of(keys.toReversed())
    expect([...backward.entries()]).toEqual([...forward.entries()])
  })

  it('has one shape for the same rows, also after rows have gone', () => {
    const keys = Array.from({ length: 300 }, (_, i) => [`k${i}`, i] as const)
    let shrunk = of(keys)
    for (const [key] of keys.slice(20)) shrunk = shrunk.delete(key)
    expect([...shrunk.entries()]).toEqual([...of(keys.slice(0, 20)).entries()])
  })

  it('names the rows in which two tables differ, and nothing else', () => {
    const before = of(Array.from({ length: 1_000 }, (_, i) => [`k${i}`, i] as const))
    const after = before.set('k5', 500).delete('k7').set('new', 1)
    expect(new Map(before.differences(after))).toEqual(
      new Map<string, number | undefined>([
        ['k5', 500],
        ['k7', undefined],
        ['new', 1],
      ]),
    )
    expect([...before.differences(before)]).toEqual([])
  })

  it('keeps keys apart that have one hash', () => {
    const [a, b] = clashing
    const table = of([
      [a, 1],
      [b, 2],
      ['other', 3],
    ])
    expect([table.get(a), table.get(b), table.size]).toEqual([1, 2, 3])
    expect([...table.delete(a).entries()]).toEqual([
      ...of([
        ['other', 3],
        [b, 2],
      ]).entries(),
    ])
    expect([...table.differences(table.delete(b))]).toEqual([[b, undefined]])
  })

  it('is the same table when nothing changes', () => {
    const table = of([['a', 1]])
    expect(table.set('a', 1)).toBe(table)
    expect(table.delete('b')).toBe(table)
  })
})
