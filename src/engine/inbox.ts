import type { Actor } from '../core/kernel/input.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import type { Doorbell } from './doorbell.ts'

/** An input as it comes from outside. */
export interface Incoming {
  readonly id: string
  readonly by: Actor
  readonly body: unknown
}

export type Urgency =
  /** May be refused while too many wait: whoever sends it can send it again. */
  | 'refusable'
  /** Is taken in whatever waits: it tells what has happened, and nobody would tell it again. */
  | 'certain'

/** Where everything enters. What it says is accepted is on the disk. */
export class Inbox {
  readonly #store: Store
  readonly #clock: Clock
  readonly #bell: Doorbell
  readonly #waitingMax: number

  constructor(store: Store, clock: Clock, bell: Doorbell, waitingMax: number) {
    this.#store = store
    this.#clock = clock
    this.#bell = bell
    this.#waitingMax = waitingMax
  }

  /** Looks again at what waits there. */
  ring(stream: string): void {
    this.#bell.ring(stream)
  }

  async accept(stream: string, input: Incoming & { readonly effect?: string }, urgency: Urgency): Promise<'accepted' | 'known' | 'busy'> {
    const { id, by, body, effect = null } = input
    const waitingMax = urgency === 'refusable' ? this.#waitingMax : null
    const accepted = await this.#store.accept(stream, [{ id, at: this.#clock.now(), by, body, effect }], waitingMax)
    if (accepted.kind === 'busy') return 'busy'
    this.#bell.ring(stream)
    return accepted.isNew[0] ? 'accepted' : 'known'
  }
}
