import type { Decider } from '../../../src/core/kernel/decider.ts'
import type { RowChange } from '../../../src/core/kernel/table.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { Commit, Store } from '../../../src/ports/store.ts'
import { demand } from './violation.ts'

type AnyDecider = Decider<unknown, unknown, unknown, unknown>

/** The state of one stream as its stored events give it, folded here and nowhere else. */
export class Fold {
  state: unknown
  sequence = 0
  /** The state that the rows in the store give: events without rows wait for the next commit that has some. */
  #saved: unknown
  readonly #stream: string
  readonly #decider: AnyDecider

  constructor(stream: string, decider: AnyDecider) {
    this.#stream = stream
    this.#decider = decider
    this.state = decider.empty(stream)
    this.#saved = this.state
  }

  /** Takes a commit's events as the store keeps them, and holds its rows against what they give. */
  take(commit: Commit): void {
    demand(
      commit.after === this.sequence,
      'a commit follows the one before it',
      () => `${commit.stream}: after ${commit.after}, and ${this.sequence} are stored`,
    )
    for (const { event } of commit.events) this.state = this.#decider.apply(this.state, asKept(event))
    this.sequence += commit.events.length
    if (commit.rows === null) return
    const found = this.#decider.changes(this.#saved, this.state)
    this.#saved = this.state
    const isSame = areWritten(found, commit.rows) || sorted(found) === sorted(commit.rows)
    demand(
      isSame,
      'the rows that are written are what the events change',
      () => `events: ${sorted(found)}\nwritten: ${sorted(commit.rows ?? [])}`,
    )
  }

  /** Rows and tail give the live state; so do all events from the first. */
  async compare(store: Store): Promise<void> {
    const { rows, tail, sequence } = await store.load(this.#stream)
    const fromRows = tail.reduce((state, { event }) => this.#decider.apply(state, event), this.#decider.fromRows(this.#stream, rows))
    const live = this.#text(this.state)
    demand(
      (tail.at(-1)?.sequence ?? sequence) === this.sequence,
      'rows and tail give the live state',
      () => `they stand at ${sequence}, not at ${this.sequence}`,
    )
    demand(this.#text(fromRows) === live, 'rows and tail give the live state', () => `rows: ${this.#text(fromRows)}\nlive: ${live}`)
    const events = await store.events(this.#stream, 0, this.sequence + 1)
    const folded = events.reduce((state, { event }) => this.#decider.apply(state, event), this.#decider.empty(this.#stream))
    demand(this.#text(folded) === live, 'the events give the live state', () => `folded: ${this.#text(folded)}\nlive: ${live}`)
  }

  #text(state: unknown): string {
    return sorted(this.#decider.changes(this.#decider.empty(this.#stream), state))
  }
}

/** What an event is once it was written down. */
function asKept(event: unknown): unknown {
  return JSON.parse(JSON.stringify(event))
}

/** The quick look: the same rows in the same order, with their keys in the same order. */
function areWritten(found: readonly RowChange[], written: readonly RowChange[]): boolean {
  return found.length === written.length && JSON.stringify(found) === JSON.stringify(written)
}

function sorted(rows: readonly RowChange[]): string {
  return rows
    .map(({ table, key, row }) => `${table} ${key} ${row === null ? 'gone' : canonicalJson(row)}`)
    .toSorted()
    .join('\n')
}
