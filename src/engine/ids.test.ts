import { describe, expect, it } from 'vitest'
import { receiptId, startingId, tellId, wakeId } from './ids.ts'

describe('ids that the engine makes', () => {
  it('can be read while they are short', () => {
    expect([wakeId('project/shop', 5), startingId('i1/0', 2), receiptId('i1/0', 2), tellId('project/shop', 'i1/0')]).toEqual([
      'wake/project/shop/5',
      'starting/i1/0/2',
      'receipt/i1/0/2',
      'tell/project/shop/i1/0',
    ])
  })

  it('stay short and different however long the chain they come from', () => {
    const ids = new Set<string>()
    let id = 'i1'
    for (let step = 0; step < 10_000; step++) {
      id = receiptId(`${id}/0`, 1)
      ids.add(id)
    }
    expect([ids.size, Math.max(...[...ids].map(({ length }) => length))]).toEqual([10_000, 70])
    expect(receiptId(`${'x'.repeat(100)}a`, 1)).not.toBe(receiptId(`${'x'.repeat(100)}b`, 1))
  })
})
