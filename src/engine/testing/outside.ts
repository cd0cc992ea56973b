import type { Outcome } from '../../core/kernel/effect.ts'
import type { VirtualClock } from '../../lib/virtual-clock.ts'
import type { Handler, Probed, WorkContext } from '../handler.ts'

export interface Parcel {
  readonly kind: 'deliver'
}

/** What a test lets happen to one call of `run`. */
export type Fate =
  /** It takes so long and returns. By default: at once. A deaf one goes on when its signal aborts. */
  | { readonly kind: 'returns'; readonly afterMs: number; readonly outcome?: Outcome; readonly isDeaf?: true }
  /** Nothing takes place. */
  | { readonly kind: 'rejects'; readonly error: Error }
  /** It takes place, and the call rejects, or never returns. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'unheard' }
  /** Nothing takes place, and the call never returns. */
  | { readonly kind: 'stuck' }

/** A world to which parcels are delivered: it counts, and can be asked. */
export class Outside {
  /** How often each parcel has really been delivered. */
  readonly delivered: Record<string, number> = {}
  readonly calls: string[] = []
  /** Calls that were told to stop, and did. */
  readonly stopped: string[] = []
  readonly #clock: VirtualClock
  readonly #fates: Fate[] = []
  readonly #probes: (Probed | Error)[] = []
  readonly #underWay = new Map<string, Promise<void>>()

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  /** What happens to the next calls, one each. */
  fate(...fates: readonly Fate[]): void {
    this.#fates.push(...fates)
  }

  /** What the next probes are told, one each, in place of the truth. */
  probesGive(...probes: readonly (Probed | Error)[]): void {
    this.#probes.push(...probes)
  }

  handler(more: Partial<Handler<Parcel>> = {}): Handler<Parcel> {
    return {
      pace: 'quick',
      isReadOnly: false,
      run: (_, context) => this.#run(context),
      probe: (_, context) => this.#probe(context),
      ...more,
    }
  }

  async #run({ effect, attempt, permit, signal }: WorkContext): Promise<Outcome> {
    const fate = this.#fates.shift() ?? { kind: 'returns', afterMs: 0 }
    this.calls.push(`run ${effect.id} ${attempt}${permit ? ` permit ${permit.generation}` : ''} at ${this.#clock.now()}`)
    if (fate.kind === 'rejects') throw fate.error
    if (fate.kind === 'stuck') return await forever()
    if (fate.kind === 'returns')
      await this.#takesTime(effect.handle, attempt, fate.afterMs, fate.isDeaf ? new AbortController().signal : signal)
    this.#deliver(effect.handle)
    if (fate.kind === 'lost') throw new Error('connection reset')
    if (fate.kind === 'unheard') return await forever()
    return fate.outcome ?? { kind: 'done', value: effect.handle }
  }

  #deliver(handle: string): void {
    this.delivered[handle] = (this.delivered[handle] ?? 0) + 1
  }

  async #takesTime(handle: string, attempt: number, ms: number, signal: AbortSignal): Promise<void> {
    if (ms === 0) return
    this.#underWay.set(handle, this.#clock.sleep(ms, signal))
    await this.#underWay.get(handle)
    this.#underWay.delete(handle)
    if (!signal.aborted) return
    this.stopped.push(`${handle} ${attempt} at ${this.#clock.now()}`)
    throw new Error('aborted')
  }

  #probe({ effect, attempt }: WorkContext): Promise<Probed> {
    this.calls.push(`probe ${effect.id} ${attempt} at ${this.#clock.now()}`)
    const told = this.#probes.shift()
    if (told instanceof Error) return Promise.reject(told)
    if (told) return Promise.resolve(told)
    if (this.delivered[effect.handle]) return Promise.resolve({ kind: 'ended', outcome: { kind: 'done', value: effect.handle } })
    return Promise.resolve(this.#underWay.has(effect.handle) ? { kind: 'running' } : { kind: 'absent' })
  }
}

function forever(): Promise<never> {
  return new Promise<never>(() => {})
}
