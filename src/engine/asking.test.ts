import { describe, expect, it } from 'vitest'
import type { Store } from '../ports/store.ts'
import { Rig } from './testing/rig.ts'
import type { DeskBody } from './testing/desk.ts'

const add = (number: number): DeskBody => ({ kind: 'add', number })

describe('a store that only this engine uses', () => {
  it('is asked when something has changed, and not again before something else does', async () => {
    const rig = new Rig()
    const calls = callsOf(rig, 'due', 'claim', 'nextClaim', 'lease', 'load', 'inbox')
    const life = rig.start('one', { limits: { pollMs: null } })
    await rig.clock.settle()
    expect(calls()).toEqual(['claim', 'due', 'nextClaim'])
    await rig.ask(life, 'a', add(1))
    expect(calls()).toEqual(['inbox', 'lease', 'load'])
    await rig.ask(life, 'b', add(1))
    expect(calls()).toEqual(['inbox'])
    await rig.order(life, 'p')
    // It is claimed; when it has ended its lane is looked at; and its receipt is decided.
    expect(calls()).toEqual(['claim', 'claim', 'inbox', 'inbox'])
    await rig.clock.advance(23 * 3_600_000)
    expect(calls()).toEqual([])
  })
})

/** What was called since one asked last, in the order of the alphabet. */
function callsOf(rig: Rig, ...verbs: readonly (keyof Store)[]): () => readonly string[] {
  const calls: string[] = []
  for (const verb of verbs) {
    const real = rig.store[verb].bind(rig.store) as (...all: unknown[]) => unknown
    Object.assign(rig.store, {
      [verb]: (...all: unknown[]) => {
        calls.push(verb)
        return real(...all)
      },
    })
  }
  return () => calls.splice(0).toSorted()
}
