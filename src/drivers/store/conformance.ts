import { afterEach, beforeEach, describe } from 'vitest'
import type { Store } from '../../ports/store.ts'
import { commitStories } from './conformance/commits.ts'
import { effectStories } from './conformance/effects.ts'
import { inboxStories } from './conformance/inbox.ts'
import { receiptStories } from './conformance/receipts.ts'
import type { Stage } from './conformance/stage.ts'
import { streamStories } from './conformance/streams.ts'

/** A place for one store, empty at first. */
export interface StorePlace {
  /** Opens it once more, as another process would. */
  connect(): Promise<Store>
  dispose(): Promise<void>
}

/** What every store keeps to. */
export function storeConformance(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`the ${name} store`, () => {
    let place: StorePlace
    const open: Store[] = []
    const stage = {
      async connect() {
        const store = await place.connect()
        open.push(store)
        return store
      },
    } as Stage

    beforeEach(async () => {
      place = await makePlace()
      stage.store = await stage.connect()
    })
    afterEach(async () => {
      for (const store of open.splice(0)) await store.close()
      await place.dispose()
    })

    describe('takes inputs in', () => {
      inboxStories(stage)
    })
    describe('keeps streams', () => {
      streamStories(stage)
    })
    describe('commits decisions', () => {
      commitStories(stage)
    })
    describe('hands out effects', () => {
      effectStories(stage)
    })
    describe('takes receipts in', () => {
      receiptStories(stage)
    })
  })
}
