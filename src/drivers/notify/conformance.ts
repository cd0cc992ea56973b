import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Message, Notify } from '../../ports/notify.ts'

export interface NotifyUnderTest {
  readonly notify: Notify
  /** The texts or keys people see, oldest first; one entry per message. */
  seen(): Promise<readonly string[]>
  close(): Promise<void>
}

/** What every way to tell people promises, and what only a channel does that knows what it has seen. */
export function describeNotify(name: string, dropsRepeats: boolean, open: () => Promise<NotifyUnderTest>): void {
  describe(name, () => {
    let under: NotifyUnderTest
    beforeEach(async () => {
      under = await open()
    })
    afterEach(async () => under.close())

    test('a message is seen', async () => {
      await under.notify.send(message('one'))
      await under.notify.send(message('two'))
      expect(await under.seen()).toHaveLength(2)
    })

    test(dropsRepeats ? 'a message sent again is seen once' : 'a message may be sent again', async () => {
      await under.notify.send(message('one'))
      await under.notify.send(message('one'))
      expect(await under.seen()).toHaveLength(dropsRepeats ? 1 : 2)
    })
  })
}

function message(key: string): Message {
  return { key, channel: 'deploys', news: 'deployed', evidence: { environment: 'production', version: '1.2.3', components: ['api'] } }
}
