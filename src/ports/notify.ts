import type { News } from '../core/facts/process.ts'

export interface Message {
  /** The same for every attempt: a channel that can, drops the second. */
  readonly key: string
  readonly channel: string
  readonly news: News
  readonly evidence: Readonly<Record<string, string | number | readonly string[]>>
}

/** A way to tell people. */
export interface Notify {
  send(message: Message): Promise<void>
}
