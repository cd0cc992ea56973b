import { assert } from '../kernel/assert.ts'
import type { Answer } from '../kernel/answer.ts'
import type { Decision } from '../kernel/decider.ts'
import type { Effect, Repeat } from '../kernel/effect.ts'
import type { Input } from '../kernel/input.ts'
import { limits } from '../kernel/limits.ts'
import type { Work, WorkKind } from '../kernel/work.ts'
import type { Instant } from '../facts/time.ts'
import { apply } from './apply.ts'
import type { Event } from './event.ts'
import type { Body } from './input.ts'
import type { Project } from './state.ts'
import type { Subject } from './subject.ts'
import { touchedBy } from './touched.ts'

/** How each kind of work is carried out: may it be repeated, does it need a permit, how long may it take. */
const manners: { readonly [Kind in WorkKind]: { readonly repeat: Repeat; readonly isGuarded: boolean; readonly ms: number } } = {
  'lookup.commit': { repeat: 'idempotent', isGuarded: false, ms: limits.lookupMs },
  'lookup.process': { repeat: 'idempotent', isGuarded: false, ms: limits.lookupMs },
  'lookup.landing': { repeat: 'idempotent', isGuarded: false, ms: limits.lookupMs },
  'lookup.ref': { repeat: 'idempotent', isGuarded: false, ms: limits.lookupMs },
  'lookup.relation': { repeat: 'idempotent', isGuarded: false, ms: limits.lookupMs },
  'lookup.calendars': { repeat: 'idempotent', isGuarded: false, ms: limits.lookupMs },
  'lookup.artifact': { repeat: 'idempotent', isGuarded: false, ms: limits.lookupMs },
  'job.run': { repeat: 'probeable', isGuarded: false, ms: limits.jobGraceMs },
  'ref.update': { repeat: 'probeable', isGuarded: true, ms: limits.mergeMs },
  'database.migrate': { repeat: 'ask-a-person', isGuarded: true, ms: limits.migrateMs },
  'target.activate': { repeat: 'probeable', isGuarded: true, ms: limits.activateMs },
  'target.remove': { repeat: 'idempotent', isGuarded: false, ms: limits.removeMs },
  report: { repeat: 'idempotent', isGuarded: false, ms: limits.tellMs },
  notify: { repeat: 'idempotent', isGuarded: false, ms: limits.tellMs },
  tell: { repeat: 'idempotent', isGuarded: false, ms: limits.tellMs },
}

/**
 * One decision while it is made: the state as it becomes, and what goes out. Everything that
 * changes goes through `emit`, so that the events alone give the same state again.
 */
export class Draft {
  readonly now: Instant
  readonly input: Input<Body>
  state: Project
  readonly #events: Event[] = []
  readonly #effects: Effect<Work>[] = []
  readonly #withdrawn: string[] = []
  readonly #touched = new Set<Subject>()

  constructor(state: Project, input: Input<Body>, now: Instant) {
    this.state = state
    this.input = input
    this.now = now
  }

  emit(event: Event): void {
    for (const subject of touchedBy(this.state, event)) this.#touched.add(subject)
    this.state = apply(this.state, event)
    for (const subject of touchedBy(this.state, event)) this.#touched.add(subject)
    this.#events.push(event)
  }

  touch(subject: Subject): void {
    this.#touched.add(subject)
  }

  /** The next subject to look at again, or null when all is settled. */
  nextTouched(): Subject | null {
    const next = this.#touched.values().next()
    if (next.done) return null
    this.#touched.delete(next.value)
    return next.value
  }

  /** Asks the world for something on behalf of a subject. The receipt comes back to it with the tag. */
  ask(subject: Subject, tag: string, work: Work, options: { readonly lane?: string; readonly ms?: number } = {}): string {
    const manner = manners[work.kind]
    const id = `${this.input.id}/${this.#effects.length}`
    const deadline = this.now + manner.ms + (options.ms ?? 0)
    const lane = options.lane ?? `${work.kind}/${id}`
    this.#effects.push({ id, lane, host: null, handle: id, deadline, work, isGuarded: manner.isGuarded, repeat: manner.repeat })
    this.emit({
      kind: 'effect.asked',
      row: { id, work: work.kind, subject, tag, isGuarded: manner.isGuarded, since: this.now, deadline, permit: null, state: 'asked' },
    })
    return id
  }

  /** An effect is wanted no more. Its receipt still comes, as `cancelled` or with what it came to. */
  withdraw(effect: string): void {
    this.#withdrawn.push(effect)
  }

  /** The effect is at its end for the core: no receipt is waited for. */
  forget(effect: string): void {
    this.withdraw(effect)
    this.emit({ kind: 'effect.forgotten', effect })
  }

  decision(answer: Answer): Decision<Project, Event, Work> {
    assert(this.#touched.size === 0, 'a decision ends when all it touched is settled')
    return { events: this.#events, effects: this.#effects, withdrawn: this.#withdrawn, answer, state: this.state }
  }
}
