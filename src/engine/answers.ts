import type { Clock } from '../ports/clock.ts'
import type { InputAnswer, Store } from '../ports/store.ts'

type Waiter = (answer: InputAnswer) => void
import { noMore } from './no-more.ts'

/** Those who wait for an answer. It reaches them after it is stored, whichever process decided. */
export class Answers {
  readonly #store: Store
  readonly #clock: Clock
  readonly #pollMs: number | null
  readonly #waiters = new Map<string, Set<Waiter>>()
  readonly #closed = new AbortController()

  constructor(store: Store, clock: Clock, pollMs: number | null) {
    this.#store = store
    this.#clock = clock
    this.#pollMs = pollMs
  }

  settle(stream: string, input: string, answer: InputAnswer): void {
    const key = keyOf(stream, input)
    const waiters = this.#waiters.get(key)
    this.#waiters.delete(key)
    for (const waiter of waiters ?? []) waiter(answer)
  }

  /** Nobody is answered from now on. */
  close(): void {
    this.#closed.abort(noMore)
  }

  /** Null when the signal aborts first. The input keeps its place, and may be asked after again. */
  async wait(stream: string, input: string, signal: AbortSignal | null): Promise<InputAnswer | null> {
    const over = new AbortController()
    const end = () => over.abort(noMore)
    const ends = [this.#closed.signal, ...(signal ? [signal] : [])]
    for (const one of ends) one.addEventListener('abort', end, { once: true })
    const key = keyOf(stream, input)
    const waiters = this.#waiters.get(key) ?? new Set()
    this.#waiters.set(key, waiters)
    let found: InputAnswer | null = null
    const waiter: Waiter = (answer) => {
      found = answer
      over.abort(noMore)
    }
    waiters.add(waiter)
    if (ends.some(({ aborted: isOver }) => isOver)) end()
    await this.#poll(stream, input, waiter, over.signal)
    for (const one of ends) one.removeEventListener('abort', end)
    waiters.delete(waiter)
    if (waiters.size === 0 && this.#waiters.get(key) === waiters) this.#waiters.delete(key)
    return found
  }

  /** Asks the store once at least: it may have been answered before, and another process may answer it. */
  async #poll(stream: string, input: string, waiter: Waiter, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const answer = await this.#store.answer(stream, input).catch(() => null)
      if (answer) waiter(answer)
      else if (this.#pollMs === null) await aborted(signal)
      else await this.#clock.sleep(this.#pollMs, signal)
    }
  }
}

function keyOf(stream: string, input: string): string {
  return `${stream}\n${input}`
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
