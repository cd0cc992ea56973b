import type { Work } from '../../../src/core/kernel/work.ts'
import { limits } from '../../../src/core/kernel/limits.ts'
import type { Event } from '../../../src/core/project/event.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { PortCall } from '../world/process.ts'
import type { Book } from './book.ts'
import type { Ledger } from './ledger.ts'
import { checkMergePermit } from './merges.ts'
import { checkRolloutPermit, checkRolloutStart } from './rollouts.ts'
import { demand } from './violation.ts'

/** Equal for the same work, however it was put together. */
const keyOf = (work: unknown): string => canonicalJson(work)

interface Granted {
  readonly at: number
  readonly generation: number
}

/** What a call to a guarded port asks for, in the words of the work. */
function workOf({ operation, args }: PortCall): Work | null {
  switch (operation) {
    case 'forge.updateRef': {
      const [repository, ref, expect, to] = args as [string, string, string | null, string | null]
      return { kind: 'ref.update', repository, ref, expect, to }
    }
    case 'target.activate':
      return { kind: 'target.activate', ...(args[0] as Omit<Extract<Work, { kind: 'target.activate' }>, 'kind'>) }
    case 'databases.migrate':
      return { kind: 'database.migrate', ...(args[0] as Omit<Extract<Work, { kind: 'database.migrate' }>, 'kind'>) }
    default:
      return null
  }
}

/** Nothing touches the world behind a gate without a permit, and no permit is given while a gate is closed. */
export class Permits {
  readonly #book: Book
  readonly #ledger: Ledger
  readonly #now: () => number
  readonly #granted = new Map<string, Granted>()
  /** Guarded effects by what they ask for. */
  readonly #byWork = new Map<string, string[]>()

  constructor(book: Book, ledger: Ledger, now: () => number) {
    this.#book = book
    this.#ledger = ledger
    this.#now = now
  }

  /** Judged on the facts as they are just before the event. */
  before(event: Event): void {
    if (event.kind === 'rollout.started') checkRolloutStart(this.#book, event.row)
  }

  after(event: Event, now: number): void {
    if (event.kind === 'effect.asked' && event.row.isGuarded) this.#remember(event.row.id)
    if (event.kind !== 'effect.permitted') return
    const { effect, generation } = event
    const work = this.#ledger.effects.get(effect)?.work as Work | undefined
    const row = this.#book.asked.get(effect)
    demand(work !== undefined && row !== undefined, 'a permit is for an effect', () => `${effect} was never asked for`)
    const [kind, ...rest] = row.subject.split(':')
    if (kind === 'change' && work.kind === 'ref.update') checkMergePermit(this.#book, Number(rest.join(':')), work)
    if (kind === 'rollout') checkRolloutPermit(this.#book, rest.join(':'), work, generation, now)
    this.#granted.set(effect, { at: this.#now(), generation })
  }

  /** Judged when a process makes the call. */
  call(call: PortCall): void {
    const work = workOf(call)
    if (!work) return
    const effects = this.#byWork.get(keyOf(work)) ?? []
    demand(
      effects.length > 0,
      'no effect without a permit',
      () => `${call.operation} was called for something nobody asked for: ${keyOf(work)}`,
    )
    const granted = effects.flatMap((effect) => this.#granted.get(effect) ?? [])
    const isFresh = granted.some(({ at }) => this.#now() <= at + limits.permitMs)
    demand(
      isFresh,
      'no effect without a permit',
      () => `${call.operation} of ${effects.join(', ')}: ${granted.length === 0 ? 'none was granted' : 'it had run out'}`,
    )
  }

  #remember(effect: string): void {
    const work = this.#ledger.effects.get(effect)?.work
    if (!work) return
    const key = keyOf(work)
    this.#byWork.set(key, [...(this.#byWork.get(key) ?? []), effect])
  }
}
