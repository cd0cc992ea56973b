import type { Outcome } from '../core/kernel/effect.ts'
import type { Clock } from '../ports/clock.ts'
import type { ClaimedEffect, NewInput, Store } from '../ports/store.ts'
import { Attempt, type AttemptEnd, type AttemptParts } from './attempt.ts'
import { backoffMs, type Jitter } from './backoff.ts'
import type { Doorbell } from './doorbell.ts'
import type { Report } from './fault.ts'
import type { Handler, Handlers } from './handler.ts'
import { Hold } from './hold.ts'
import { receiptId } from './ids.ts'
import type { Limits } from './limits.ts'
import type { Call } from './patience.ts'
import type { Streams } from './streams.ts'

export interface WorkerParts {
  readonly store: Store
  readonly clock: Clock
  readonly limits: Limits
  readonly owner: string
  readonly jitter: Jitter
  readonly report: Report
  readonly handlers: Handlers
  readonly streams: Streams
  readonly askForPermit: AttemptParts['askForPermit']
  /** Rung when a receipt has come in. */
  readonly inputsBell: Doorbell
  /** Rung when a lane may have become free after all, by what a lost call brought. */
  readonly effectsBell: Doorbell
}

/** Carries claimed effects out, and brings what came of each into the inbox of its stream. */
export class Worker {
  readonly #parts: WorkerParts
  readonly #holds = new Map<string, Hold>()

  constructor(parts: WorkerParts) {
    this.#parts = parts
  }

  /** How many effects of a pace are under way. */
  count(pace: Handler['pace']): number {
    let count = 0
    for (const { claim } of this.#holds.values()) if (this.#handlerOf(claim)?.pace === pace) count++
    return count
  }

  get isIdle(): boolean {
    return this.#holds.size === 0
  }

  stopFor(end: 'lost' | 'cancel', stream: string, effect: string): void {
    this.#holds.get(keyOf(stream, effect))?.stopFor(end)
  }

  stopAll(): void {
    for (const hold of this.#holds.values()) hold.stopFor('stop')
  }

  /** Resolves when the claim is settled, or else given back or lost: then the effect is still open. Never rejects. */
  async carryOut(claim: ClaimedEffect): Promise<'settled' | 'open'> {
    const hold = new Hold(claim, this.#parts)
    const key = keyOf(claim.stream, claim.effect.id)
    this.#holds.set(key, hold)
    const kept = hold.keep()
    let end: 'settled' | 'open' = 'open'
    try {
      end = await this.#finish(hold, await this.#attempt(hold))
    } catch (error) {
      // The store failed: the claim ends with its lease, and another attempt looks at what this one left.
      this.#reportFailure(claim, error, claim.leaseUntil)
    }
    hold.release()
    await kept
    if (this.#holds.get(key) === hold) this.#holds.delete(key)
    return end
  }

  async #attempt(hold: Hold): Promise<AttemptEnd> {
    const handler = this.#handlerOf(hold.claim)
    if (!handler) throw new Error(`Claimed without a handler: ${workKindOf(hold.claim)}`)
    return await new Attempt(this.#parts, hold, handler).carryOut()
  }

  async #finish(hold: Hold, end: AttemptEnd): Promise<'settled' | 'open'> {
    switch (end.kind) {
      case 'receipt':
        return (await this.#receive(hold, end.outcome)) === 'taken' ? 'settled' : 'open'
      case 'again':
        await this.#giveBack(hold.claim, end)
        return 'open'
      case 'nothing':
        if (end.call) void this.#receiveLate(hold, end.call)
        return 'open'
    }
  }

  /** What it still brings is evidence, also when nobody waits for it. */
  async #receiveLate(hold: Hold, call: Call<Outcome>): Promise<void> {
    const settled = await call.settled
    if (settled.kind !== 'returned') return
    await this.#receive(hold, settled.value)
    this.#parts.effectsBell.ring()
  }

  /** A receipt is what happened: it is written as often as it takes. */
  async #receive(hold: Hold, outcome: Outcome): Promise<'taken' | 'late'> {
    const { store, clock, owner, limits, jitter, report, inputsBell } = this.#parts
    const { claim } = hold
    const { stream, effect, attempt } = claim
    for (let failures = 1; ; failures++) {
      try {
        const taken = await store.receive(claim, owner, this.#receiptOf(claim, outcome), outcome)
        if (taken === 'taken') inputsBell.ring(stream)
        else report({ kind: 'late receipt', stream, effect: effect.id, attempt })
        return taken
      } catch (error) {
        if (hold.end === 'stop') throw error
        const restMs = backoffMs(failures, limits, jitter)
        report({ kind: 'store', doing: `keeping the receipt of ${effect.id}`, error, retryAt: clock.now() + restMs })
        await clock.sleep(restMs, hold.end === null ? hold.signal : undefined)
      }
    }
  }

  #receiptOf({ stream, effect, attempt }: ClaimedEffect, outcome: Outcome): NewInput {
    const body = this.#parts.streams.deciderOf(stream).receipt(effect.id, attempt, outcome)
    const by = { kind: 'part', name: 'worker' } as const
    return { id: receiptId(effect.id, attempt), at: this.#parts.clock.now(), by, body, effect: effect.id }
  }

  async #giveBack(claim: ClaimedEffect, end: Extract<AttemptEnd, { readonly kind: 'again' }>): Promise<void> {
    const { store, clock, owner, limits, jitter } = this.#parts
    const now = clock.now()
    const later = now + backoffMs(claim.attempt, limits, jitter)
    const { deadline } = claim.effect
    // No later than its deadline: then the attempt says so.
    const notBefore = end.isAtOnce ? now : now < deadline ? Math.min(later, deadline) : later
    if (end.error !== null) this.#reportFailure(claim, end.error, notBefore)
    await store.giveBack(claim, owner, notBefore, end.isUntouched)
  }

  #handlerOf(claim: ClaimedEffect): Handler | undefined {
    return this.#parts.handlers[workKindOf(claim)]
  }

  #reportFailure({ stream, effect, attempt }: ClaimedEffect, error: unknown, retryAt: number): void {
    this.#parts.report({ kind: 'effect', stream, effect: effect.id, attempt, error, retryAt })
  }
}

function workKindOf({ effect: { work } }: ClaimedEffect): string {
  return typeof work === 'object' && work !== null && 'kind' in work ? String(work.kind) : ''
}

function keyOf(stream: string, effect: string): string {
  return `${stream}\n${effect}`
}
