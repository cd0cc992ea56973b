import type { Handlers } from '../../../src/engine/handler.ts'
import type { Deciders } from '../../../src/engine/streams.ts'
import type { Store } from '../../../src/ports/store.ts'

/** A bug that is put in on purpose, at one seam of the program. What it does not say stays as it is. */
export interface Planted {
  readonly deciders: (real: Deciders) => Deciders
  readonly handlers: (real: Handlers) => Handlers
  readonly store: (real: Store) => Store
}

export const nothingPlanted: Planted = {
  deciders: (real) => real,
  handlers: (real) => real,
  store: (real) => real,
}
