import { StoreFault, type Store } from '../../ports/store.ts'

export type Verb = keyof Store

interface Stroke {
  readonly verb: Verb
  readonly when: 'before' | 'after'
  readonly what: 'die' | 'full' | 'silent'
}

/**
 * A store as one process sees it, which can be killed at a call: just before it takes
 * place or just after. A dead process hears nothing more, and writes nothing more.
 */
export class MortalStore {
  readonly store: Store
  readonly #strokes: Stroke[] = []
  #isDead = false

  constructor(alive: Store) {
    this.store = new Proxy(alive, {
      get:
        (_, verb: Verb) =>
        (...args: readonly unknown[]) =>
          this.#call(alive, verb, args),
    })
  }

  dieAt(verb: Verb, when: 'before' | 'after'): void {
    this.#strokes.push({ verb, when, what: 'die' })
  }

  /** The next call of it finds the disk full. */
  fullAt(verb: Verb): void {
    this.#strokes.push({ verb, when: 'before', what: 'full' })
  }

  /** The next call of it never returns. */
  silentAt(verb: Verb): void {
    this.#strokes.push({ verb, when: 'before', what: 'silent' })
  }

  kill(): void {
    this.#isDead = true
  }

  async #call(alive: Store, verb: Verb, args: readonly unknown[]): Promise<unknown> {
    const stroke = this.#strokes.findIndex((one) => one.verb === verb)
    const [hit] = stroke < 0 ? [] : this.#strokes.splice(stroke, 1)
    if (hit?.what === 'full') throw new StoreFault('full', 'There is no room left')
    if (hit?.what === 'die' && hit.when === 'before') this.kill()
    if (this.#isDead || hit?.what === 'silent') return await new Promise<never>(() => {})
    const method = alive[verb] as (...all: unknown[]) => Promise<unknown>
    const result = await method.apply(alive, [...args])
    if (hit) this.kill()
    return this.#isDead ? await new Promise<never>(() => {}) : result
  }
}
