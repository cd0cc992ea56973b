import type { Activation, ActivationResult, Target, TargetState } from '../../../ports/target.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Faults } from '../../../lib/faults.ts'
import { contentOf, emptyPlace, instancesOf, isWhole, stateOf, type Place } from './place.ts'

/** How the instances of an activation come up. */
export interface Startup {
  readonly ms: number
  readonly notReady: { readonly component: string; readonly detail: string } | null
}

type Removed = Awaited<ReturnType<Target['remove']>>

export interface FakeTargetOptions {
  readonly clock: Clock
  readonly faults: Faults
  readonly canCompareGenerations?: boolean
  readonly startup?: (activation: Activation) => Startup
  /** How often a teardown leaves something standing. */
  readonly leftovers?: number
}

/** Servers in memory. What serves there serves on, whatever becomes of the one who told it to. */
export class FakeTarget implements Target {
  readonly canCompareGenerations: boolean
  readonly faults: Faults
  /** Told when something arrives, when something new serves, and when something is taken down. */
  onActivate: (activation: Activation) => void = () => {}
  onServing: (activation: Activation, before: Activation | null) => void = () => {}
  onRemove: (environment: string, generation: number) => void = () => {}
  readonly #clock: Clock
  readonly #startup: (activation: Activation) => Startup
  readonly #leftovers: number
  readonly #places = new Map<string, Place>()

  constructor({ clock, faults, canCompareGenerations = true, startup = atOnce, leftovers = 0 }: FakeTargetOptions) {
    this.canCompareGenerations = canCompareGenerations
    this.faults = faults
    this.#clock = clock
    this.#startup = startup
    this.#leftovers = leftovers
  }

  async activate(activation: Activation, signal: AbortSignal): Promise<ActivationResult> {
    return await this.faults.perform('target.activate', activation.environment, () => this.#activateOnce(activation, signal))
  }

  async state(environment: string): Promise<TargetState | null> {
    return await this.faults.perform('target.state', environment, () => stateOf(this.#places.get(environment)))
  }

  async remove(environment: string, generation: number): Promise<Removed> {
    return await this.faults.perform('target.remove', environment, () => this.#remove(environment, generation))
  }

  async inventory(): Promise<readonly string[]> {
    return await this.faults.perform('target.inventory', 'all', () => this.standing())
  }

  /** Somebody else has told it a higher generation, and nothing came of it. */
  raise(environment: string, generation: number): void {
    const place = this.#place(environment)
    place.seen = Math.max(place.seen, generation)
  }

  /** What serves now. */
  serving(environment: string): Activation | null {
    return this.#places.get(environment)?.serving ?? null
  }

  /** The environments where anything stands. */
  standing(): readonly string[] {
    return [...this.#places].filter(([, place]) => place.standing.size > 0).map(([environment]) => environment)
  }

  /** A second call for the same joins the first. */
  async #activateOnce(activation: Activation, signal: AbortSignal): Promise<ActivationResult> {
    const place = this.#place(activation.environment)
    this.onActivate(activation)
    const content = contentOf(activation)
    const underWay = (place.underWay.get(content) as Promise<ActivationResult> | undefined) ?? this.#activate(activation, place, signal)
    place.underWay.set(content, underWay)
    try {
      return await underWay
    } finally {
      if (place.underWay.get(content) === underWay) place.underWay.delete(content)
    }
  }

  async #activate(activation: Activation, place: Place, signal: AbortSignal): Promise<ActivationResult> {
    const early = this.#supersededBy(activation, place)
    if (early) return early
    place.seen = Math.max(place.seen, activation.generation)
    if (place.serving && contentOf(place.serving) === contentOf(activation)) return { kind: 'serving', address: activation.address }
    const { ms, notReady } = this.#startup(activation)
    await this.#startInstances(activation, place, ms)
    const late = this.#supersededBy(activation, place)
    if (late ?? notReady ?? signal.aborted) this.#stopInstances(activation, place)
    if (late) return late
    signal.throwIfAborted()
    if (notReady) return { kind: 'not-ready', ...notReady }
    this.#switch(activation, place)
    await this.#drain(activation, place)
    return { kind: 'serving', address: activation.address }
  }

  #supersededBy({ generation }: Activation, place: Place): ActivationResult | null {
    if (!this.canCompareGenerations) return null
    const isOld = generation < place.seen || generation <= place.removed
    return isOld ? { kind: 'superseded', generation: place.seen } : null
  }

  async #startInstances(activation: Activation, place: Place, ms: number): Promise<void> {
    for (const instance of instancesOf(activation)) place.standing.add(instance)
    if (ms > 0) await this.#clock.sleep(ms)
  }

  #stopInstances(activation: Activation, place: Place): void {
    const kept = [place.serving, place.beside].some((other) => other?.generation === activation.generation)
    if (!kept) for (const instance of instancesOf(activation)) place.standing.delete(instance)
  }

  #switch(activation: Activation, place: Place): void {
    const before = place.serving
    const isNextStep = before?.generation === activation.generation
    if (!isNextStep) place.beside = before
    place.serving = activation
    this.onServing(activation, before)
  }

  async #drain(activation: Activation, place: Place): Promise<void> {
    if (!isWhole(activation)) return
    if (activation.drainMs > 0) await this.#clock.sleep(activation.drainMs)
    if (place.serving !== activation) return
    place.beside = null
    const kept = new Set(instancesOf(activation))
    for (const instance of place.standing) if (!kept.has(instance)) place.standing.delete(instance)
  }

  #remove(environment: string, generation: number): Removed {
    const place = this.#place(environment)
    if (this.canCompareGenerations && generation < place.seen) return { left: [...place.standing], superseded: place.seen }
    place.seen = Math.max(place.seen, generation)
    place.removed = Math.max(place.removed, generation)
    const forgotten = this.faults.chance('target.leftovers', environment, this.#leftovers) ? [...place.standing].slice(0, 1) : []
    place.serving = null
    place.beside = null
    place.standing.clear()
    for (const name of forgotten) place.standing.add(name)
    this.onRemove(environment, generation)
    return { left: forgotten, superseded: null }
  }

  #place(environment: string): Place {
    const place = this.#places.get(environment) ?? emptyPlace()
    this.#places.set(environment, place)
    return place
  }
}

function atOnce(): Startup {
  return { ms: 0, notReady: null }
}
