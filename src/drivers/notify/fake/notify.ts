import type { Message, Notify } from '../../../ports/notify.ts'
import type { Faults } from '../../../lib/faults.ts'

/** A chat in memory, which drops a message it has seen. */
export class FakeNotify implements Notify {
  readonly faults: Faults
  onMessage: (message: Message) => void = () => {}
  readonly #messages = new Map<string, Message>()

  constructor({ faults }: { readonly faults: Faults }) {
    this.faults = faults
  }

  async send(message: Message): Promise<void> {
    await this.faults.perform('notify.send', message.key, () => {
      if (this.#messages.has(message.key)) return
      this.#messages.set(message.key, message)
      this.onMessage(message)
    })
  }

  /** What people see, oldest first. */
  messages(): readonly Message[] {
    return [...this.#messages.values()]
  }
}
