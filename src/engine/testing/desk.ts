import type { Decider, Decision } from '../../core/kernel/decider.ts'
import type { Effect, Outcome } from '../../core/kernel/effect.ts'
import type { RowChange } from '../../core/kernel/table.ts'

/** A small core: a desk that adds numbers up, hands out orders, and grants permits while it is open. */
export type DeskBody =
  | { readonly kind: 'add'; readonly number: number }
  | { readonly kind: 'order'; readonly effect: Effect<unknown> }
  | { readonly kind: 'withdraw'; readonly effect: string }
  | { readonly kind: 'alarm'; readonly at: number | null }
  | { readonly kind: 'close' | 'open' | 'wake' }
  | { readonly kind: 'explode' }
  | { readonly kind: 'spoil' }
  | { readonly kind: 'starting'; readonly effect: string; readonly attempt: number }
  | { readonly kind: 'receipt'; readonly effect: string; readonly attempt: number; readonly outcome: Outcome }

export type DeskEvent =
  | Exclude<DeskBody, { readonly kind: 'order' | 'withdraw' | 'explode' }>
  | { readonly kind: 'ordered'; readonly effect: string }

export interface DeskState {
  readonly total: number
  readonly isOpen: boolean
  readonly alarm: number | null
  readonly wakes: number
  /** By effect: null while it is open, else how it came out. */
  readonly orders: Readonly<Record<string, Outcome | null>>
}

const permitMs = 60_000
type DeskDecision = Decision<DeskState, DeskEvent, unknown>

export const desk: Decider<DeskState, DeskBody, DeskEvent, unknown> = {
  version: 1,
  wake: { kind: 'wake' },
  empty: () => ({ total: 0, isOpen: true, alarm: null, wakes: 0, orders: {} }),
  decide(state, { body }, now): DeskDecision {
    const nothing: DeskDecision = { events: [], effects: [], withdrawn: [], answer: { kind: 'noted' }, state }
    const noted = (event: DeskEvent): DeskDecision => ({ ...nothing, events: [event], state: desk.apply(state, event) })
    switch (body.kind) {
      case 'explode':
        throw new Error('The desk exploded')
      case 'order':
        return { ...noted({ kind: 'ordered', effect: body.effect.id }), effects: [body.effect] }
      case 'withdraw':
        return { ...nothing, withdrawn: [body.effect] }
      case 'starting':
        if (!state.isOpen) return { ...noted({ ...body }), answer: { kind: 'no-permit', verdicts: [] } }
        return { ...noted({ ...body }), answer: { kind: 'permit', generation: 7, expires: now + permitMs } }
      case 'add':
        return { ...noted(body), answer: { kind: 'done', code: 'added', made: { total: state.total + body.number } } }
      default:
        return noted(body)
    }
  },
  apply(state, event) {
    switch (event.kind) {
      case 'add':
        return { ...state, total: state.total + event.number }
      case 'ordered':
        return { ...state, orders: { ...state.orders, [event.effect]: null } }
      case 'alarm':
        return { ...state, alarm: event.at }
      case 'wake':
        return { ...state, alarm: null, wakes: state.wakes + 1 }
      case 'open':
      case 'close':
        return { ...state, isOpen: event.kind === 'open' }
      case 'receipt':
        return { ...state, orders: { ...state.orders, [event.effect]: event.outcome } }
      case 'spoil':
        // A number that has no JSON: what comes of it cannot be stored.
        return { ...state, orders: { ...state.orders, spoiled: { kind: 'done', value: 1n } } }
      case 'starting':
        return state
    }
  },
  nextWake: ({ alarm }) => alarm,
  starting: (effect, attempt) => ({ kind: 'starting', effect, attempt }),
  receipt: (effect, attempt, outcome) => ({ kind: 'receipt', effect, attempt, outcome }),
  changes(before, after) {
    const keys = Object.keys(after) as (keyof DeskState)[]
    return keys.filter((key) => before[key] !== after[key]).map((key) => ({ table: 'desk', key, row: { value: after[key] } }))
  },
  fromRows(stream, rows) {
    const found = [...rows].map(({ key, row }: RowChange) => [key, (row as { readonly value: unknown }).value])
    return { ...desk.empty(stream), ...(Object.fromEntries(found) as Partial<DeskState>) }
  },
  upcast: (event) => event as DeskEvent,
  migrate: (row) => row,
}
