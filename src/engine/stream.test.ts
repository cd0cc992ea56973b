import { describe, expect, it } from 'vitest'
import type { LoadedStream } from '../ports/store.ts'
import { decideBatch } from './batch.ts'
import { streamFrom, type AnyDecider } from './stream.ts'
import { desk, type DeskEvent, type DeskState } from './testing/desk.ts'

/** A desk of format 2: sums were called `amount`, and numbers were text. */
const newer = {
  ...desk,
  version: 2,
  upcast: (event: unknown, version: number) => {
    const old = event as { readonly kind: string; readonly number: string }
    return version === 1 && old.kind === 'add' ? { kind: 'add', number: Number(old.number) } : (event as DeskEvent)
  },
  migrate: (row, version) => {
    if (row.key === 'forgotten') return null
    return version === 1 && row.key === 'amount' ? { ...row, key: 'total' } : row
  },
} satisfies typeof desk as AnyDecider

const loaded: LoadedStream = {
  sequence: 4,
  version: 1,
  now: 500,
  nextWake: null,
  rows: [
    { table: 'desk', key: 'amount', row: { value: 10 }, version: 1 },
    { table: 'desk', key: 'forgotten', row: { value: 0 }, version: 1 },
    { table: 'desk', key: 'wakes', row: { value: 2 }, version: 2 },
  ],
  tail: [
    { sequence: 5, version: 1, at: 600, input: 'a', event: { kind: 'add', number: '5' } },
    { sequence: 6, version: 2, at: 700, input: 'b', event: { kind: 'add', number: 7 } },
  ],
}

describe('a stream', () => {
  it('is its rows and the events after them, each read in the format it was written in', () => {
    const { state, sequence, now } = streamFrom('desk/shop', newer, loaded)
    expect([state, sequence, now]).toEqual([{ total: 22, isOpen: true, alarm: null, wakes: 2, orders: {} } satisfies DeskState, 6, 500])
  })

  it('is written in the new format with its next commit', () => {
    const stream = streamFrom('desk/shop', newer, loaded)
    const input = { number: 1, id: 'c', at: 900, by: { kind: 'part', name: 'x' }, body: { kind: 'add', number: 1 }, effect: null } as const
    const { commit, stream: after } = decideBatch(stream, [input], 900, 'me')
    expect([commit.after, commit.version, commit.rows]).toEqual([
      6,
      2,
      [
        { table: 'desk', key: 'amount', row: null },
        { table: 'desk', key: 'total', row: { value: 10 } },
        { table: 'desk', key: 'forgotten', row: null },
        { table: 'desk', key: 'total', row: { value: 23 } },
      ],
    ])
    const again = decideBatch(after, [{ ...input, id: 'd' }], 900, 'me')
    expect([again.commit.after, again.commit.rows]).toEqual([7, [{ table: 'desk', key: 'total', row: { value: 24 } }]])
  })

  it('of a newer format is refused', () => {
    expect(() => streamFrom('desk/shop', desk as AnyDecider, { ...loaded, version: 2 })).toThrow(
      'desk/shop has format 2, and this program knows formats up to 1: start the newer program',
    )
  })
})
