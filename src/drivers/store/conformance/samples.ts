import type { ClaimRequest, Commit, NewInput, Store } from '../../../ports/store.ts'
import type { Answer } from '../../../core/kernel/answer.ts'
import type { Effect } from '../../../core/kernel/effect.ts'

export const stream = 'project/shop'
export const noted: Answer = { kind: 'noted' }

export function input(id: string, more: Partial<NewInput> = {}): NewInput {
  return { id, at: 1000, by: { kind: 'person', name: 'ann' }, body: { says: id }, effect: null, ...more }
}

export function effect(id: string, more: Partial<Effect<unknown>> = {}): Effect<unknown> {
  return {
    id,
    lane: id,
    host: null,
    isGuarded: false,
    deadline: 9_000_000,
    handle: `handle of ${id}`,
    repeat: 'probeable',
    work: { kind: 'build', of: id },
    ...more,
  }
}

export function commit(more: Partial<Commit> = {}): Commit {
  const nothing = { events: [], rows: [], effects: [], withdrawn: [], settled: [], answers: [], parked: [] }
  return { stream, owner: 'ann', after: 0, version: 1, now: 2000, nextWake: null, ...nothing, ...more }
}

export function receipt(id: string, attempt: number): NewInput {
  return input(`receipt/${id}/${attempt}`, { at: 5000, effect: id, body: { receiptOf: id } })
}

export function request(more: Partial<ClaimRequest> = {}): ClaimRequest {
  return { owner: 'ann', host: null, rooms: [{ kinds: ['build'], limit: 10 }], now: 3000, until: 4000, ...more }
}

/** A stream in which these effects wait. */
export async function withEffects(store: Store, ...effects: readonly Effect<unknown>[]): Promise<void> {
  await store.accept(stream, [input('first')], null)
  await store.commit(commit({ effects, answers: [{ input: 'first', answer: noted }] }))
}

export async function waiting(store: Store, name = stream): Promise<readonly string[]> {
  return (await store.inbox(name, 100)).map(({ id }) => id)
}
