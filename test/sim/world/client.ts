import type { Actor } from '../../../src/core/kernel/input.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Machine } from './machine.ts'

export interface Message {
  readonly id: string
  readonly stream: string
  readonly by: Actor
  readonly body: unknown
}

const patienceMs = 60_000
const pauseMs = 20_000

/** Brings a message to whichever machine is up, until one of them says that it is kept. */
export async function deliver(message: Message, clock: Clock, machine: () => Machine | null, tries: number): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const up = machine()
    if (up && (await isKept(up, message, clock))) return
    await clock.sleep(pauseMs)
  }
}

/** No answer for a minute is taken for no. */
async function isKept(machine: Machine, { stream, ...input }: Message, clock: Clock): Promise<boolean> {
  const over = new AbortController()
  const asked = machine.engine.accept(stream, input, 'certain').then(
    (result) => result !== 'busy',
    () => false,
  )
  const kept = await Promise.race([asked, clock.sleep(patienceMs, over.signal).then(() => false)])
  over.abort()
  return kept
}
