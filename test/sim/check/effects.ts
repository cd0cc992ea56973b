import type { Event } from '../../../src/core/project/event.ts'
import type { RefUpdate } from '../../../src/drivers/forge/fake/forge.ts'
import type { Commit } from '../../../src/ports/store.ts'
import type { Book } from './book.ts'
import { demand } from './violation.ts'

/** What is asked of the world is stored with the fact that it was asked, ends once, and is told as it was. */
export class Effects {
  readonly #ended = new Set<string>()
  readonly #merges = new Map<number, string>()
  readonly #merging = new Map<string, number>()
  readonly #landed = new Map<number, string>()
  /** Refs that somebody has really deleted. */
  readonly #deleted = new Set<string>()

  readonly #book: Book

  constructor(book: Book) {
    this.#book = book
  }

  /** Told of every ref that moves, also of those whose hook dies. */
  refDeleted(ref: string): void {
    this.#deleted.add(ref)
  }

  take(commit: Commit): void {
    const handed = new Set(commit.effects.map(({ id }) => id))
    for (const { event } of commit.events as readonly { readonly event: Event }[]) {
      switch (event.kind) {
        case 'effect.asked':
          demand(
            handed.has(event.row.id),
            'an effect is stored with its event',
            () => `${event.row.id} was asked for, and never handed out`,
          )
          break
        case 'effect.ended':
          demand(!this.#ended.has(event.effect), 'an effect ends once', () => `${event.effect} ended a second time`)
          this.#ended.add(event.effect)
          break
        case 'change.merging':
          this.#merging.set(`refs/heads/${this.#book.changes.get(event.change)?.into} ${event.base} ${event.commit}`, event.change)
          break
        case 'change.merged':
          this.#merges.set(event.change, event.commit)
          break
        case 'branch.deleted':
          demand(
            this.#deleted.has(`refs/heads/${event.branch}`),
            'absence needs proof',
            () => `${event.branch} was taken for deleted, and nobody deleted it`,
          )
          break
        // The others leave nothing outside.
        default:
      }
    }
  }

  /** Told of every ref that Branchline has moved, when it has. */
  refUpdated({ answer, ref, expect, to }: RefUpdate): void {
    const change = this.#merging.get(`${ref} ${expect} ${to}`)
    if (answer !== 'moved' || change === undefined || expect === to) return
    demand(!this.#landed.has(change), 'a change lands once', () => `#${change} landed as ${this.#landed.get(change)}, and again as ${to}`)
    this.#landed.set(change, String(to))
  }

  /** At the end: what Branchline landed it knows to have landed. */
  checkMerges(): void {
    for (const [change, commit] of this.#landed) {
      demand(this.#merges.has(change), 'what landed is known to have landed', () => `#${change} landed as ${commit}, and was never merged`)
    }
  }
}
