import type { ProcessFacts, Role } from '../facts/index.ts'
import type { Answer } from '../kernel/answer.ts'
import type { Effect, Outcome } from '../kernel/effect.ts'
import type { Work, WorkKind } from '../kernel/work.ts'
import { project } from '../project/decider.ts'
import type { Event } from '../project/event.ts'
import type { Body } from '../project/input.ts'
import type { Project } from '../project/state.ts'
import { Repository } from './repository.ts'
import { assertSettled, assertStored } from './settled.ts'

type WorkOf<Kind extends WorkKind> = Extract<Work, { readonly kind: Kind }>
type Reply = Outcome | 'later' | 'as usual'

const minute = 60_000

/**
 * One project told as a story: what people do, and a world that answers at once unless the story
 * says otherwise. Nothing here decides anything. After each step the events must give the state, the rows
 * as they are stored must lead to the same decisions, and nothing may follow from looking at everything again.
 */
export class Story {
  state: Project = project.empty('project/shop')
  now = Date.UTC(2026, 0, 5, 9)
  readonly repository: Repository
  readonly events: Event[] = []
  /** Effects the world has not answered, because the story told it to wait. */
  readonly waiting: Effect<Work>[] = []
  /** What touched the world, in order, as short sentences. */
  readonly deeds: string[] = []
  /** What the installation was told about slots, in order. */
  readonly tellings: { readonly kind: string; readonly slot: string }[] = []
  readonly #queue: Effect<Work>[] = []
  readonly #holds = new Set<WorkKind>()
  readonly #held: Effect<Work>[] = []
  readonly #replies: ((work: Work) => Reply | null)[] = []
  #inputs = 0

  /** `prepare` tells the world what to answer before anything has happened. */
  constructor(process: ProcessFacts, people: Readonly<Record<string, Role>> = team, prepare: (story: Story) => void = () => {}) {
    this.repository = new Repository(process)
    prepare(this)
    this.#take({ kind: 'project.open', stream: 'project/shop', repository: 'shop', governingBranch: 'main' })
    const rows = Object.entries(people).map(([name, role]) => ({ name, role }))
    this.#take({ kind: 'people.changed', people: rows })
    this.push('main', { shop: 'v0' })
  }

  /** Somebody pushes a commit that gives components these contents. */
  push(branch: string, contents: Readonly<Record<string, string>>, by = 'dora'): string {
    const old = this.repository.refs.get(branch) ?? null
    const commit = this.repository.commit(branch, contents)
    this.#take({ kind: 'refs.changed', pusher: by, refs: [{ name: `refs/heads/${branch}`, old, new: commit }] })
    return commit
  }

  /** Somebody pushes, and nobody tells. */
  pushUnseen(branch: string, contents: Readonly<Record<string, string>>): string {
    return this.repository.commit(branch, contents)
  }

  /** Work of this kind is not begun until it is let go. */
  withhold(kind: WorkKind): void {
    this.#holds.add(kind)
  }

  held(kind: WorkKind): readonly Effect<Work>[] {
    return this.#held.filter((effect) => effect.work.kind === kind)
  }

  /** Whoever carries it out begins now with all that is held. Answers what each was told. */
  letGo(kind: WorkKind): string[] {
    const found = this.held(kind)
    const said = found.map((effect) => {
      this.#held.splice(this.#held.indexOf(effect), 1)
      return this.#carryOut(effect)
    })
    this.#drain()
    return said
  }

  deleteBranch(branch: string, by = 'dora'): void {
    const old = this.repository.refs.get(branch) ?? null
    this.repository.refs.delete(branch)
    this.#take({ kind: 'refs.changed', pusher: by, refs: [{ name: `refs/heads/${branch}`, old, new: null }] })
  }

  /** What somebody says, and what they are told. */
  say(by: string, body: Body): Answer {
    return this.#decide(body, { kind: 'person', name: by })
  }

  part(body: Body): Answer {
    return this.#take(body)
  }

  open(
    by: string,
    from: string,
    more: { readonly title?: string; readonly into?: string; readonly labels?: readonly string[]; readonly isDraft?: boolean } = {},
  ): Answer {
    const { title = `Change ${from}`, into = null, labels = [], isDraft = false } = more
    return this.say(by, { kind: 'change.open', from, into, title, labels, isDraft })
  }

  approve(by: string, change: number): Answer {
    const head = this.state.changes.get(String(change))?.head ?? ''
    return this.say(by, { kind: 'change.review', change, verdict: 'approved', head })
  }

  merge(by: string, change: number): Answer {
    return this.say(by, { kind: 'change.merge', change })
  }

  /** Signs what waits for an environment. */
  sign(by: string, environment: string): Answer {
    const digest = this.state.environments.get(environment)?.candidate?.set.digest ?? ''
    return this.say(by, { kind: 'environment.approve', environment, digest })
  }

  wait(ms: number): void {
    const until = this.now + ms
    for (let wakes = 0; ; wakes++) {
      if (wakes > 10_000) throw new Error('the core wants to be woken again and again')
      const wake = project.nextWake(this.state)
      if (wake === null || wake > until) break
      this.now = Math.max(this.now, wake)
      this.#take({ kind: 'wake' })
    }
    this.now = until
  }

  waitMinutes(minutes: number): void {
    this.wait(minutes * minute)
  }

  /** From now on the world answers this kind of work so; null leaves it to the next rule. */
  world<Kind extends WorkKind>(kind: Kind, reply: (work: WorkOf<Kind>) => Reply | null): void {
    this.#replies.unshift((work) => (work.kind === kind ? reply(work as WorkOf<Kind>) : null))
  }

  /** The world answers what it was told to keep waiting. */
  release(kind: WorkKind, outcome?: Outcome, isMeant: (work: Work) => boolean = () => true): void {
    const found = this.waiting.filter((effect) => effect.work.kind === kind && isMeant(effect.work))
    for (const effect of found) {
      this.waiting.splice(this.waiting.indexOf(effect), 1)
      this.#receive(effect, outcome ?? this.repository.answer(effect.work, this.now) ?? { kind: 'done', value: null })
    }
    this.#drain()
  }

  serves(environment: string): string | null {
    const current = this.state.environments.get(environment)?.current
    return current ? (current.set.components['shop'] ?? null) : null
  }

  /** The kinds of events since a mark, without the talk with the world. */
  story(from = 0): string[] {
    return this.events
      .slice(from)
      .map((event) => event.kind)
      .filter((kind) => !kind.startsWith('effect.') && kind !== 'alarm.set')
  }

  #take(body: Body): Answer {
    return this.#decide(body, { kind: 'part', name: 'story' })
  }

  #decide(body: Body, by: { readonly kind: 'person' | 'part'; readonly name: string }): Answer {
    const answer = this.#step(body, by)
    this.#drain()
    return answer
  }

  #step(body: Body, by: { readonly kind: 'person' | 'part'; readonly name: string }): Answer {
    const input = { id: `i${++this.#inputs}`, at: this.now, by, body }
    const decision = project.decide(this.state, input, this.now)
    assertStored(this.state, input, decision)
    this.state = decision.state
    this.events.push(...decision.events)
    this.#queue.push(...decision.effects)
    for (const effect of decision.withdrawn) this.#cancel(effect)
    return decision.answer
  }

  #cancel(id: string): void {
    for (const list of [this.waiting, this.#queue, this.#held]) {
      const effect = list.find((one) => one.id === id)
      if (!effect) continue
      list.splice(list.indexOf(effect), 1)
      this.#receive(effect, { kind: 'cancelled' })
    }
  }

  #drain(): void {
    for (let effect = this.#queue.shift(); effect; effect = this.#queue.shift()) {
      if (this.#holds.has(effect.work.kind)) this.#held.push(effect)
      else this.#carryOut(effect)
    }
    assertSettled(this.state, this.now)
  }

  #carryOut(effect: Effect<Work>): string {
    const { work } = effect
    if (effect.isGuarded) {
      const answer = this.#step(project.starting(effect.id, 1), { kind: 'part', name: 'story' })
      if (answer.kind !== 'permit') return `no-permit: ${shutIn(answer)}`
    }
    const told = this.#replies.map((rule) => rule(work)).find((found) => found !== null) ?? 'as usual'
    const reply = told === 'as usual' ? this.#usual(work) : told
    if (reply === 'later') this.waiting.push(effect)
    else this.#receive(effect, reply)
    return 'permit'
  }

  #usual(work: Work): Outcome {
    if (work.kind === 'tell') {
      const body = work.body as { readonly kind: string; readonly slot: string }
      this.tellings.push(body)
      if (body.kind === 'slot.ask') this.#step({ kind: 'slot.granted', slot: body.slot }, { kind: 'part', name: 'installation' })
    }
    return this.repository.answer(work, this.now) ?? { kind: 'done', value: null }
  }

  #receive(effect: Effect<Work>, outcome: Outcome): void {
    const deed = this.repository.told(effect.work, outcome)
    if (deed !== null) this.deeds.push(deed)
    this.#step(project.receipt(effect.id, 1, outcome), { kind: 'part', name: 'story' })
  }
}

/** The gates for which there is no permit. */
function shutIn(answer: Answer): string {
  const verdicts = answer.kind === 'no-permit' ? answer.verdicts.filter((verdict) => verdict.state !== 'open') : []
  return verdicts.map((verdict) => verdict.gate).join(', ')
}

/** Ada keeps the installation, Max maintains, Dora and Dan develop, Vic looks. */
export const team: Readonly<Record<string, Role>> = {
  ada: 'administrator',
  max: 'maintainer',
  dora: 'developer',
  dan: 'developer',
  vic: 'viewer',
}
