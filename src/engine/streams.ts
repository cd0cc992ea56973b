import type { Clock } from '../ports/clock.ts'
import type { Store, StreamHead } from '../ports/store.ts'
import { kindOf } from './ids.ts'
import type { Limits } from './limits.ts'
import { streamFrom, type AnyDecider, type Stream } from './stream.ts'

export type Deciders = Readonly<Record<string, AnyDecider>>

interface Held {
  readonly leaseUntil: number
  readonly stream: Stream | null
}

/**
 * The streams this engine works on, with their states. Whenever a lease is taken or renewed the store tells how far
 * the stream has come: a state that somebody else has gone beyond is dropped then, and any other one is still the state.
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
    const leaseUntil = now + this.#limits.streamLeaseMs
    const head = await this.#store.lease(name, this.#owner, now, leaseUntil)
    if (!head) {
      this.#held.delete(name)
      return null
    }
    const known = this.#held.get(name)?.stream ?? null
    return await this.#loaded(name, { leaseUntil, stream: stillThere(known, head) })
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

  /** The state for somebody who only looks: from memory while the lease runs, and after that if nobody has gone beyond it. */
  async look(name: string): Promise<Stream> {
    const held = this.#held.get(name)
    if (!held?.stream) return await this.#load(name)
    if (this.#clock.now() < held.leaseUntil) return held.stream
    return stillThere(held.stream, await this.#store.head(name)) ?? (await this.#load(name))
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

/** A state changes by events alone. What else a commit of somebody else has moved is told by the head. */
function stillThere(stream: Stream | null, { sequence, version, now, nextWake }: StreamHead): Stream | null {
  if (!stream || stream.sequence !== sequence || version > stream.decider.version) return null
  return { ...stream, now, nextWake }
}
