import type { Database } from './database.ts'
import { asFault } from './faults.ts'

/** Thrown by a write that takes itself back: nothing of it is stored, and its promise gives `result`. */
export class TakenBack<Result> extends Error {
  readonly result: Result

  constructor(result: Result) {
    super('taken back')
    this.result = result
  }
}

interface Write {
  readonly perform: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (fault: Error) => void
}

type Ended = { readonly kind: 'done'; readonly value: unknown } | { readonly kind: 'failed'; readonly fault: Error }

/**
 * Every write goes through here. Writes that come together are made in one transaction, each in a savepoint of
 * its own, so that a hundred of them wait for the disk once; none resolves before that transaction is on the disk.
 */
export class Writer {
  readonly #database: Database
  readonly #isGathering: boolean
  #waiting: Write[] = []

  constructor(database: Database, isGathering: boolean) {
    this.#database = database
    this.#isGathering = isGathering
  }

  async write<Value>(perform: () => Value): Promise<Value> {
    const written = new Promise<unknown>((resolve, reject) => {
      this.#waiting.push({ perform, resolve, reject })
      if (!this.#isGathering) this.flush()
      else if (this.#waiting.length === 1) setImmediate(() => this.flush())
    })
    return (await written) as Value
  }

  flush(): void {
    const writes = this.#waiting
    this.#waiting = []
    if (writes.length === 0) return
    let ended: readonly Ended[]
    try {
      ended = this.#transaction(writes)
    } catch (error) {
      const fault = asFault(error)
      ended = writes.map(() => ({ kind: 'failed', fault }))
    }
    writes.forEach((write, index) => {
      const end = ended[index]
      if (end?.kind === 'done') write.resolve(end.value)
      else if (end) write.reject(end.fault)
    })
  }

  #transaction(writes: readonly Write[]): readonly Ended[] {
    this.#database.run('begin immediate')
    try {
      const ended = writes.map((write) => (writes.length === 1 ? this.#alone(write) : this.#inSavepoint(write)))
      if (this.#database.isInTransaction) this.#database.run('commit')
      return ended
    } finally {
      if (this.#database.isInTransaction) this.#database.run('rollback')
    }
  }

  #alone(write: Write): Ended {
    try {
      return { kind: 'done', value: write.perform() }
    } catch (error) {
      if (this.#database.isInTransaction) this.#database.run('rollback')
      return endOf(error)
    }
  }

  #inSavepoint(write: Write): Ended {
    this.#database.run('savepoint one')
    try {
      const value = write.perform()
      this.#database.run('release one')
      return { kind: 'done', value }
    } catch (error) {
      // A full disk can end the whole transaction: then it took the writes before this one along.
      if (!this.#database.isInTransaction) throw error
      this.#database.run('rollback to one')
      this.#database.run('release one')
      return endOf(error)
    }
  }
}

function endOf(error: unknown): Ended {
  if (error instanceof TakenBack) return { kind: 'done', value: error.result }
  return { kind: 'failed', fault: asFault(error) }
}
