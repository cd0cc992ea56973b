import type { InstallationEvent } from '../../../src/core/installation/event.ts'
import type { Installation } from '../../../src/core/installation/state.ts'
import type { Work } from '../../../src/core/kernel/work.ts'
import type { Event } from '../../../src/core/project/event.ts'
import type { Project } from '../../../src/core/project/state.ts'
import type { AnyDecider } from '../../../src/engine/stream.ts'
import type { Commit, Store } from '../../../src/ports/store.ts'
import type { Coverage } from '../search/coverage.ts'
import { installationStream, projectStream } from '../world/streams.ts'
import { checkAnswers } from './answers.ts'
import { Book } from './book.ts'
import { Effects } from './effects.ts'
import type { Ledger } from './ledger.ts'
import { Permits } from './permits.ts'
import { Fold } from './rows.ts'
import { checkSlots } from './slots.ts'
import { demand } from './violation.ts'

/** Everything that is held against the rules each time something is stored. */
export class Watch {
  readonly book = new Book()
  readonly effects: Effects
  readonly permits: Permits
  readonly forgotten = new Set<string>()
  readonly #project: Fold
  readonly #installation: Fold
  readonly #ledger: Ledger
  readonly #coverage: Coverage
  commits = 0
  events = 0
  environmentsMax = 0

  constructor(
    ledger: Ledger,
    coverage: Coverage,
    cores: { readonly project: AnyDecider; readonly installation: AnyDecider },
    now: () => number,
  ) {
    this.#ledger = ledger
    this.effects = new Effects(this.book)
    this.#coverage = coverage
    this.#project = new Fold(projectStream, cores.project)
    this.#installation = new Fold(installationStream, cores.installation)
    this.permits = new Permits(this.book, ledger, now)
    ledger.watch((commit) => this.#see(commit))
  }

  get project(): Project {
    return this.#project.state as Project
  }

  get installation(): Installation {
    return this.#installation.state as Installation
  }

  async compare(store: Store): Promise<void> {
    await this.#project.compare(store)
    await this.#installation.compare(store)
  }

  #see(commit: Commit): void {
    this.commits += 1
    this.events += commit.events.length
    demand(commit.parked.length === 0, 'the core never throws', () =>
      commit.parked.map(({ input, reason }) => `${input}: ${reason}`).join('; '),
    )
    this.#count(commit)
    if (commit.stream === installationStream) {
      this.#installation.take(commit)
      if (commit.events.some(({ event }) => (event as InstallationEvent).kind === 'slot.given')) checkSlots(this.installation)
      return
    }
    this.#project.take(commit)
    this.effects.take(commit)
    this.book.now = commit.now
    for (const { input, event } of commit.events) {
      this.#note(event as Event, commit)
      if ((event as Event).kind === 'environment.closed') this.#noteForgotten(commit.stream, input, event as Event)
    }
    checkAnswers(this.#ledger, this.book, commit)
    this.environmentsMax = Math.max(this.environmentsMax, this.project.environments.size)
  }

  #note(event: Event, commit: Commit): void {
    this.permits.before(event)
    this.book.note(event)
    this.permits.after(event, commit.now)
  }

  /** An operator left behind what could not be removed. */
  #noteForgotten(stream: string, input: string, event: Event): void {
    const body = this.#ledger.input(stream, input)?.input.body as { readonly kind: string } | undefined
    if (body?.kind === 'environment.forget' && event.kind === 'environment.closed') this.forgotten.add(event.environment)
  }

  #count(commit: Commit): void {
    for (const { event } of commit.events) this.#coverage.count(`event of ${commit.stream}`, (event as Event | InstallationEvent).kind)
    for (const { work } of commit.effects) this.#coverage.count('work', (work as Work).kind)
    for (const { input, answer } of commit.answers) {
      const body = this.#ledger.input(commit.stream, input)?.input.body as { readonly kind: string } | undefined
      this.#coverage.count('answer', answer.kind === 'refused' ? `${body?.kind}: ${answer.code}` : answer.kind)
    }
  }
}
