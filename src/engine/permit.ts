import type { Clock } from '../ports/clock.ts'
import type { Answers } from './answers.ts'
import type { AttemptEnd } from './attempt.ts'
import type { Hold } from './hold.ts'
import { startingId } from './ids.ts'
import type { Inbox } from './inbox.ts'
import type { Streams } from './streams.ts'
import { noMore } from './no-more.ts'

export type Permit =
  | { readonly kind: 'granted'; readonly generation: number }
  /** It may not start: the attempt is over. */
  | { readonly kind: 'none'; readonly end: AttemptEnd }

interface PermitParts {
  readonly clock: Clock
  readonly inbox: Inbox
  readonly answers: Answers
  readonly streams: Streams
}

/**
 * Asks the core, now, whether a guarded effect may start. Every claim asks once: a permit
 * that has run out is never used, and the next claim asks anew.
 */
export async function askForPermit({ clock, inbox, answers, streams }: PermitParts, hold: Hold): Promise<Permit> {
  const { stream, effect, attempt } = hold.claim
  const id = startingId(effect.id, attempt)
  const body = streams.deciderOf(stream).starting(effect.id, attempt)
  await inbox.accept(stream, { id, by: { kind: 'part', name: 'worker' }, body, effect: effect.id }, 'certain')
  const answer = await untilDeadline(clock, hold, (signal) => answers.wait(stream, id, signal))
  switch (answer?.kind) {
    case 'permit':
      return clock.now() < answer.expires
        ? { kind: 'granted', generation: answer.generation }
        : none(atOnce(new Error('The permit ran out before it was used')))
    case 'parked':
      return none({ kind: 'receipt', outcome: { kind: 'failed', code: 'parked', detail: `It could not be judged: ${answer.reason}` } })
    case undefined:
      return none(withoutAnswer(hold))
    default:
      // The core has said no, or does not know the effect any more: it ended with that answer.
      return none({ kind: 'nothing', call: null })
  }
}

function withoutAnswer(hold: Hold): AttemptEnd {
  switch (hold.end) {
    case 'lost':
      return { kind: 'nothing', call: null }
    case 'cancel':
      return { kind: 'receipt', outcome: { kind: 'cancelled' } }
    case 'stop':
      return atOnce(null)
    case null:
      return atOnce(new Error('Nothing was decided about it before its deadline'))
  }
}

function none(end: AttemptEnd): Permit {
  return { kind: 'none', end }
}

function atOnce(error: unknown): AttemptEnd {
  return { kind: 'again', error, isUntouched: false, isAtOnce: true }
}

async function untilDeadline<Value>(clock: Clock, hold: Hold, wait: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const over = new AbortController()
  const end = () => over.abort(noMore)
  hold.signal.addEventListener('abort', end, { once: true })
  if (hold.signal.aborted) end()
  void clock.sleep(Math.max(0, hold.claim.effect.deadline - clock.now()), over.signal).then(end)
  const value = await wait(over.signal)
  hold.signal.removeEventListener('abort', end)
  end()
  return value
}
