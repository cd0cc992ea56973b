import type { Forge } from '../../ports/forge.ts'
import type { Notify } from '../../ports/notify.ts'
import { tellId } from '../ids.ts'
import type { Incoming, Urgency } from '../inbox.ts'
import { done, type HandlersOf } from './work.ts'

export interface NewsPorts {
  readonly forge: Forge
  readonly notify: Notify
}

/** The inbox of every stream of this installation. */
export interface Inboxes {
  accept(stream: string, input: Incoming, urgency: Urgency): Promise<unknown>
}

/** What others are told: the forge, people, and other streams. Told twice is told once. */
export function newsHandlers({ forge, notify }: NewsPorts, inboxes: Inboxes): HandlersOf<'report' | 'notify' | 'tell'> {
  return {
    report: {
      pace: 'quick',
      isReadOnly: false,
      run: async ({ kind: _, repository, ...report }) => {
        await forge.report(repository, report)
        return done<'report'>(null)
      },
    },
    notify: {
      pace: 'quick',
      isReadOnly: false,
      run: async ({ kind: _, ...message }, { handle }) => {
        await notify.send({ key: handle, ...message })
        return done<'notify'>(null)
      },
    },
    tell: {
      pace: 'quick',
      isReadOnly: false,
      run: async ({ stream, body }, { stream: from, effect }) => {
        await inboxes.accept(stream, { id: tellId(from, effect.id), by: { kind: 'part', name: from }, body }, 'certain')
        return done<'tell'>(null)
      },
    },
  }
}
