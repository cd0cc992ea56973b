import { Faults, noFaults, Unreachable } from '../../../src/lib/faults.ts'
import type { SeededRandom } from '../../../src/lib/seeded-random.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import { StoreFault, type Store } from '../../../src/ports/store.ts'
import type { Weather } from './weather.ts'

/** How often a call to the store fails: then nothing of it took place. */
const refused: Readonly<Record<Weather, number>> = {
  fine: 0,
  slow: 0,
  rain: 0.01,
  storm: 0.05,
  'forge down': 0,
  'target down': 0,
  'disk full': 1,
}

const writes: readonly (keyof Store)[] = ['accept', 'lease', 'release', 'commit', 'claim', 'begin', 'renew', 'giveBack', 'receive']

/** A disk that is full now and then, and a database that is locked. */
export class FailingStore {
  readonly store: Store
  readonly #faults: Faults

  constructor(real: Store, clock: Clock, random: SeededRandom) {
    this.#faults = new Faults(clock, random)
    const changed = new Map<string | symbol, unknown>()
    for (const verb of writes) {
      const method = (real[verb] as (...args: readonly unknown[]) => Promise<unknown>).bind(real)
      changed.set(verb, (...args: readonly unknown[]) => this.#call(verb, () => method(...args)))
    }
    this.store = new Proxy(real, { get: (target, key) => changed.get(key) ?? bound(target, key) })
  }

  weather(weather: Weather): void {
    this.#faults.rates = { ...noFaults, refused: refused[weather] }
  }

  calm(): void {
    this.#faults.stop()
  }

  async #call(verb: string, act: () => Promise<unknown>): Promise<unknown> {
    try {
      return await this.#faults.perform(`store.${verb}`, verb, act)
    } catch (error) {
      throw error instanceof Unreachable ? new StoreFault('full', 'There is no room left on the disk', error) : error
    }
  }
}

function bound(store: Store, key: string | symbol): unknown {
  const value: unknown = Reflect.get(store, key)
  return typeof value === 'function' ? (value.bind(store) as unknown) : value
}
