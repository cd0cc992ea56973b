import type { Answer } from '../kernel/answer.ts'
import type { Decision } from '../kernel/decider.ts'
import type { Effect } from '../kernel/effect.ts'
import type { Input } from '../kernel/input.ts'
import { limits } from '../kernel/limits.ts'
import type { Work } from '../kernel/work.ts'
import type { Instant } from '../facts/time.ts'
import { applyInstallation } from './apply.ts'
import type { InstallationEvent } from './event.ts'
import type { InstallationBody } from './input.ts'
import type { Installation } from './state.ts'

/** One decision of the installation while it is made. */
export class InstallationDraft {
  readonly now: Instant
  readonly input: Input<InstallationBody>
  state: Installation
  readonly #events: InstallationEvent[] = []
  readonly #effects: Effect<Work>[] = []
  readonly #withdrawn: string[] = []

  constructor(state: Installation, input: Input<InstallationBody>, now: Instant) {
    this.state = state
    this.input = input
    this.now = now
  }

  emit(event: InstallationEvent): void {
    this.state = applyInstallation(this.state, event)
    this.#events.push(event)
  }

  /** In order for each stream: what was said later never arrives first. */
  tell(stream: string, body: unknown): void {
    const id = `${this.input.id}/${this.#effects.length}`
    const deadline = this.now + limits.tellMs
    const work: Work = { kind: 'tell', stream, body }
    this.#effects.push({ id, lane: `tell/${stream}`, host: null, handle: id, deadline, work, isGuarded: false, repeat: 'idempotent' })
    this.emit({ kind: 'telling', row: { effect: id, stream, body, deadline, state: 'asked' } })
  }

  withdraw(effect: string): void {
    this.#withdrawn.push(effect)
  }

  decision(answer: Answer): Decision<Installation, InstallationEvent, Work> {
    return { events: this.#events, effects: this.#effects, withdrawn: this.#withdrawn, answer, state: this.state }
  }
}
