import type { SeededRandom } from './seeded-random.ts'

/** What can go wrong with one call to the outside. */
export type Fault =
  /** It rejects, and nothing took place. */
  | 'refused'
  /** It took place, and the call rejects all the same. */
  | 'lost'
  /** It took place, and the call never returns. */
  | 'unheard'
  /** Nothing took place, and the call never returns. */
  | 'stuck'

export interface FaultRates {
  readonly refused: number
  readonly lost: number
  readonly unheard: number
  readonly stuck: number
  /** How often a call takes up to `slowMs` in place of up to `latencyMs`. */
  readonly slow: number
  readonly latencyMs: number
  readonly slowMs: number
}

export const noFaults: FaultRates = { refused: 0, lost: 0, unheard: 0, stuck: 0, slow: 0, latencyMs: 0, slowMs: 0 }

interface Sleeper {
  sleep(ms: number): Promise<void>
}

/** The failure that a fault stands for: an outside that could not be reached, not one that said no. */
export class Unreachable extends Error {
  constructor(operation: string, fault: Fault) {
    super(fault === 'refused' ? `${operation}: connection refused` : `${operation}: connection reset`)
    this.name = 'Unreachable'
  }
}

/**
 * Faults of one outside, drawn from a seed by operation and key, so that the third call about a
 * thing has the same fate whatever else is called. Scripted faults come before drawn ones.
 */
export class Faults {
  rates: FaultRates
  readonly #clock: Sleeper
  readonly #random: SeededRandom
  readonly #calls = new Map<string, number>()
  readonly #scripted = new Map<string, (Fault | 'none')[]>()
  #isOver = false

  constructor(clock: Sleeper, random: SeededRandom, rates: FaultRates = noFaults) {
    this.#clock = clock
    this.#random = random
    this.rates = rates
  }

  /** What happens to the next calls of an operation, one each. */
  script(operation: string, ...faults: readonly (Fault | 'none')[]): void {
    this.#scripted.set(operation, [...(this.#scripted.get(operation) ?? []), ...faults])
  }

  /** From now on all goes well, and at once. */
  stop(): void {
    this.#isOver = true
    this.#scripted.clear()
  }

  /** Whether something that happens this often happens to this call. */
  chance(operation: string, key: string, rate: number): boolean {
    return !this.#isOver && rate > 0 && this.#drawFor(operation, key).chance(rate)
  }

  async perform<Value>(operation: string, key: string, act: () => Value | Promise<Value>): Promise<Value> {
    const random = this.#drawFor(operation, key)
    const fault = this.#faultOf(operation, random)
    await this.#wait(random)
    if (fault === 'refused') throw new Unreachable(operation, fault)
    if (fault === 'stuck') return await forever()
    const value = await act()
    await this.#wait(random)
    if (fault === 'lost') throw new Unreachable(operation, fault)
    return fault === 'unheard' ? await forever() : value
  }

  #drawFor(operation: string, key: string): SeededRandom {
    const name = `${operation} ${key}`
    const call = (this.#calls.get(name) ?? 0) + 1
    this.#calls.set(name, call)
    return this.#random.fork(`${name} ${call}`)
  }

  #faultOf(operation: string, random: SeededRandom): Fault | 'none' {
    const point = random.next()
    const scripted = this.#scripted.get(operation)?.shift()
    if (scripted) return scripted
    if (this.#isOver) return 'none'
    let sum = 0
    for (const fault of ['refused', 'lost', 'unheard', 'stuck'] as const) {
      sum += this.rates[fault]
      if (point < sum) return fault
    }
    return 'none'
  }

  async #wait(random: SeededRandom): Promise<void> {
    if (this.#isOver) return
    const most = random.chance(this.rates.slow) ? this.rates.slowMs : this.rates.latencyMs
    const ms = Math.floor(random.next() * most)
    if (ms > 0) await this.#clock.sleep(ms)
  }
}

function forever(): Promise<never> {
  return new Promise<never>(() => {})
}
