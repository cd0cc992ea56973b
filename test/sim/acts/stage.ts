import type { ProcessFacts } from '../../../src/core/facts/index.ts'
import type { Installation } from '../../../src/core/installation/state.ts'
import type { Actor } from '../../../src/core/kernel/input.ts'
import type { InstallationBody } from '../../../src/core/installation/input.ts'
import type { Body } from '../../../src/core/project/input.ts'
import type { Project } from '../../../src/core/project/state.ts'
import type { FakeRepository } from '../../../src/drivers/forge/fake/repository.ts'
import type { SeededRandom } from '../../../src/lib/seeded-random.ts'
import type { Outside } from '../world/outside.ts'
import type { Weather } from '../world/weather.ts'
import type { Crash } from '../world/process.ts'

export const repositoryName = 'shop'
export const governingBranch = 'main'
export const processFile = 'branchline.yaml'

/** What a message was, so that it can be sent again. */
export interface SentMessage {
  readonly id: string
  readonly stream: string
  readonly by: Actor
  readonly body: unknown
}

/** All that one step of a history can see and do. */
export interface Stage {
  /** This step's own numbers: what other steps draw does not move them. */
  readonly random: SeededRandom
  readonly outside: Outside
  readonly repository: FakeRepository
  /** What the stored events say, folded: where people look before they act. */
  readonly project: Project
  readonly installation: Installation
  readonly facts: ProcessFacts | null
  /** All that was ever said. */
  messages(): readonly SentMessage[]
  now(): number
  /** Says something to the project, as a person; it may be delayed, doubled, or never arrive. */
  say(by: string, body: Body): void
  /** Says something to the installation, as a person. */
  sayToAll(by: string, body: InstallationBody): void
  again(message: SentMessage, id: string): void
  /** A process file of this history, by number. */
  processText(number: number): string
  /** What an operator finds who looks at the world itself. */
  howItEnded(effect: string): 'done' | 'failed'
  sweep(): void
  weather(weather: Weather, forMs: number): void
  skew(ms: number): void
  crash(crash: Crash): void
  rival(): void
  kill(): void
  /** Everything is dead at once, and stays so for a while. */
  powerCut(forMs: number, when: 'now' | 'with the next process'): void
  note(line: string): void
}

export type Act = (stage: Stage) => void
