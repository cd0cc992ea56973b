import type { Store } from '../../../ports/store.ts'

/** What the stories of one test share. */
export interface Stage {
  store: Store
  /** A second connection, as another process would have it. */
  connect(): Promise<Store>
}
