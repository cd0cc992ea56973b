import type { Effect } from '../../core/kernel/effect.ts'

export const shop = 'desk/shop'
export const ann = { kind: 'person', name: 'ann' } as const

/** An effect that delivers something, and can be probed. */
export function delivery(id: string, now: number, more: Partial<Effect<unknown>> = {}): Effect<unknown> {
  return {
    id,
    lane: id,
    host: null,
    isGuarded: false,
    deadline: now + 3_600_000,
    handle: id,
    repeat: 'probeable',
    work: { kind: 'deliver' },
    ...more,
  }
}
