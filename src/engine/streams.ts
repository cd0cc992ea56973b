import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { kindOf } from './ids.ts'
import type { Limits } from './limits.ts'
import { streamFrom, type AnyDecider, type Stream } from './stream.ts'

export type Deciders = Readonly<Record<string, AnyDecider>>

interface Held {
  readonly leaseUntil: number
  readonly stream: Stream | null
}

/**
 * The streams this engine holds the lease of, with their states. What is read here was loaded or
 * made under the lease that runs now: a lease that was lost takes the state along.
 */
export class Streams {
  readonly #store: Store
  readonly #clock: Clock
  readonly #deciders: Deciders
  readonly #owner: string
  readonly #limits: Limits
  /** In order of use, the one used last at the end. */
  readonly #held = new Map<string, Held>()

  constructor(store: Store, clock: Clock, deciders: Deciders, owner: string, limits: Limits) {
    this.#store = store
    this.#clock = clock
    this.#deciders = deciders
    this.#owner = owner
    this.#limits = limits
  }

  deciderOf(name: string): AnyDecider {
    const decider = this.#deciders[kindOf(name)]
    if (!decider) throw new RangeError(`No kind of stream is called ${kindOf(name)}: ${name}`)
    return decider
  }

  /** Null: another engine holds it. */
  async hold(name: string): Promise<Stream | null> {
    const now = this.#clock.now()
    const held = this.#held.get(name)
    if (held && now < held.leaseUntil - this.#limits.streamLeaseMs / 2) return await this.#loaded(name, held)
    const isUnbroken = held !== undefined && now < held.leaseUntil
    const leaseUntil = now + this.#limits.streamLeaseMs
    if (!(await this.#store.lease(name, this.#owner, now, leaseUntil))) {
      this.#held.delete(name)
      return null
    }
    return await this.#loaded(name, { leaseUntil, stream: isUnbroken ? held.stream : null })
  }

  keep(stream: Stream): void {
    const held = this.#held.get(stream.name)
    if (held) this.#held.set(stream.name, { ...held, stream })
  }

  /** The next one who wants it reads it from the store. */
  forget(name: string): void {
    const held = this.#held.get(name)
    if (held) this.#held.set(name, { ...held, stream: null })
  }

  /** The state for somebody who only looks: from memory while the lease runs, else from the store. */
  async look(name: string): Promise<Stream> {
    const held = this.#held.get(name)
    if (held?.stream && this.#clock.now() < held.leaseUntil) return held.stream
    return await this.#load(name)
  }

  async releaseAll(): Promise<void> {
    const names = [...this.#held.keys()]
    this.#held.clear()
    await Promise.all(names.map((name) => this.#store.release(name, this.#owner)))
  }

  async #loaded(name: string, held: Held): Promise<Stream> {
    this.#held.delete(name)
    this.#held.set(name, held)
    this.#makeRoom()
    const stream = held.stream ?? (await this.#load(name))
    this.#held.set(name, { ...held, stream })
    return stream
  }

  async #load(name: string): Promise<Stream> {
    const decider = this.deciderOf(name)
    return streamFrom(name, decider, await this.#store.load(name))
  }

  #makeRoom(): void {
    for (const name of this.#held.keys()) {
      if (this.#held.size <= this.#limits.streamsInMemoryMax) return
      this.#held.delete(name)
    }
  }
}
