import type { Outcome } from '../../core/kernel/effect.ts'
import type { Work, WorkKind, WorkValue } from '../../core/kernel/work.ts'
import type { Handler } from '../handler.ts'

export type WorkOf<Kind extends WorkKind> = Extract<Work, { readonly kind: Kind }>

/** One handler for each kind of work that the core knows. */
export type HandlersOf<Kind extends WorkKind> = { readonly [Each in Kind]: Handler<WorkOf<Each>> }

/** The outcome that carries what this kind of work returns. */
export function done<Kind extends WorkKind>(value: WorkValue[Kind]): Outcome<WorkValue[Kind]> {
  return { kind: 'done', value }
}

/** Work that only asks: it may be asked again, and has nothing to probe. */
export function question<Kind extends WorkKind>(ask: (work: WorkOf<Kind>) => Promise<WorkValue[Kind]>): Handler<WorkOf<Kind>> {
  return {
    pace: 'quick',
    isReadOnly: true,
    run: async (work) => done<Kind>(await ask(work)),
  }
}
