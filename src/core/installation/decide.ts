import type { Answer } from '../kernel/answer.ts'
import type { Decision } from '../kernel/decider.ts'
import type { Input } from '../kernel/input.ts'
import type { Work } from '../kernel/work.ts'
import { limits } from '../kernel/limits.ts'
import type { Instant } from '../facts/time.ts'
import { nameOf } from '../project/people.ts'
import { done, refuse } from '../project/refuse.ts'
import { badText } from '../project/text.ts'
import { closed } from '../verdict/make.ts'
import { InstallationDraft } from './draft.ts'
import type { InstallationEvent } from './event.ts'
import type { InstallationBody } from './input.ts'
import { grantSlots } from './slots.ts'
import { settingsKey, slotKey, type Installation, type TellingRow } from './state.ts'

/** What follows from one input to the installation. */
export function decideInstallation(
  state: Installation,
  input: Input<InstallationBody>,
  now: Instant,
): Decision<Installation, InstallationEvent, Work> {
  const draft = new InstallationDraft(state, input, now)
  const answer = route(draft, input.body)
  grantSlots(draft)
  return draft.decision(answer)
}

type Handlers = {
  readonly [Kind in InstallationBody['kind']]: (
    draft: InstallationDraft,
    body: Extract<InstallationBody, { readonly kind: Kind }>,
  ) => Answer
}

const handlers: Handlers = {
  wake: (draft) => {
    for (const row of draft.state.tellings.values()) {
      if (row.state === 'asked' && row.deadline + limits.lateGraceMs <= draft.now) draft.emit({ kind: 'telling.late', effect: row.effect })
    }
    return { kind: 'noted' }
  },
  receipt: (draft, body) => takeReceipt(draft, body),
  starting: (_draft, body) => ({ kind: 'no-permit', verdicts: [closed('permit', 'not-wanted', { effect: body.effect })] }),
  'slot.ask': (draft, { stream, slot }) => {
    if (draft.state.slots.has(slotKey(stream, slot))) return { kind: 'ignored', code: 'asked-already' }
    draft.emit({ kind: 'slot.asked', stream, slot, at: draft.now })
    return { kind: 'noted' }
  },
  'slot.free': (draft, { stream, slot }) => {
    if (!draft.state.slots.has(slotKey(stream, slot))) return { kind: 'ignored', code: 'not-held' }
    draft.emit({ kind: 'slot.freed', stream, slot })
    return { kind: 'noted' }
  },
  install: (draft, body) => install(draft, body.administrator, body.slots),
  'person.set': (draft, body) => setPerson(draft, body),
  'person.remove': (draft, body) => removePerson(draft, body.name),
  'project.add': (draft, body) => addProject(draft, body),
  'capacity.set': (draft, body) => setCapacity(draft, body.slots),
  'line.stop': (draft, body) =>
    badText('reason', body.reason, limits.reasonLengthMax) ?? tellAll(draft, { kind: 'line.stop', reason: body.reason }, 'stopped'),
  'line.resume': (draft) => tellAll(draft, { kind: 'line.resume' }, 'resumed'),
  'effect.resolve': (draft, body) => {
    const row = draft.state.tellings.get(body.effect)
    if (!row) return refuse('not-awaited', `nothing waits for ${body.effect}`)
    draft.withdraw(body.effect)
    draft.emit({ kind: 'told', effect: body.effect })
    return done('resolved', { effect: body.effect })
  },
}

/** What only parts of the installation say (a slot whose project is lost, administrators free too); the rest is for administrators, and the first words to it for whoever installs it. */
const facts: readonly InstallationBody['kind'][] = ['wake', 'receipt', 'starting', 'slot.ask', 'slot.free']

function route(draft: InstallationDraft, body: InstallationBody): Answer {
  if (!Object.hasOwn(handlers, body.kind)) return refuse('unknown-input', `there is no input of the kind ${String(body.kind).slice(0, 60)}`)
  const isFact = facts.includes(body.kind)
  const isByHand = body.kind === 'slot.free' && isAdministrator(draft)
  if (isFact && draft.input.by.kind !== 'part' && !isByHand)
    return refuse('not-allowed', 'only parts of the installation say what happened')
  if (!isFact && body.kind !== 'install' && !isAdministrator(draft)) return refuse('not-allowed', 'an administrator decides this')
  const handle = handlers[body.kind] as (draft: InstallationDraft, body: InstallationBody) => Answer
  return handle(draft, body)
}

function isAdministrator(draft: InstallationDraft): boolean {
  const { by } = draft.input
  return by.kind === 'person' && draft.state.people.get(by.name)?.role === 'administrator'
}

function takeReceipt(draft: InstallationDraft, body: Extract<InstallationBody, { kind: 'receipt' }>): Answer {
  const row = draft.state.tellings.get(body.effect)
  if (!row) return { kind: 'ignored', code: 'not-awaited' }
  draft.emit({ kind: 'told', effect: body.effect })
  if (body.outcome.kind !== 'done' && !isOvertaken(draft, row)) draft.tell(row.stream, row.body)
  return { kind: 'noted' }
}

/** Something newer about the same thing is on its way: what is old is not said after it. */
function isOvertaken(draft: InstallationDraft, row: TellingRow): boolean {
  return [...draft.state.tellings.values()].some((other) => other.stream === row.stream && topicOf(other.body) === topicOf(row.body))
}

function topicOf(body: unknown): string {
  const { kind, slot } = body as { readonly kind: string; readonly slot?: string }
  return slot ?? kind.slice(0, kind.indexOf('.'))
}

function install(draft: InstallationDraft, administrator: string, slots: number): Answer {
  if (draft.state.settings.has(settingsKey)) return refuse('installed', 'this installation has an administrator')
  const bad = badName(administrator)
  if (bad) return bad
  if (!isCount(slots)) return refuse('bad-number', `${slots} jobs at once: a whole number from 1 to ${limits.slotsMax}`)
  draft.emit({ kind: 'installed', slotsMax: slots })
  draft.emit({ kind: 'person.set', person: { name: administrator, role: 'administrator' }, by: nameOf(draft.input.by) })
  return done('installed')
}

/** A name must not look like that of a part of the installation. */
function badName(name: string): Answer | null {
  const bad = badText('name', name, limits.nameLengthMax)
  const isReserved = name.toLowerCase().startsWith('branchline ') || name === 'the repository'
  return bad ?? (isReserved ? refuse('reserved-name', `${name} is what Branchline calls a part of itself`) : null)
}

function isCount(slots: number): boolean {
  return Number.isInteger(slots) && slots >= 1 && slots <= limits.slotsMax
}

function setPerson(draft: InstallationDraft, { name, role }: Extract<InstallationBody, { kind: 'person.set' }>): Answer {
  const bad = badName(name)
  if (bad) return bad
  if (!['administrator', 'maintainer', 'developer', 'viewer'].includes(role))
    return refuse('bad-role', 'a role is administrator, maintainer, developer or viewer')
  if (role !== 'administrator' && isLastAdministrator(draft, name)) return refuse('last-administrator', `${name} is the only administrator`)
  draft.emit({ kind: 'person.set', person: { name, role }, by: nameOf(draft.input.by) })
  tellPeople(draft)
  return done('set', { person: name })
}

function removePerson(draft: InstallationDraft, name: string): Answer {
  if (!draft.state.people.has(name)) return refuse('no-person', `there is no ${name}`)
  if (isLastAdministrator(draft, name)) return refuse('last-administrator', `${name} is the only administrator`)
  draft.emit({ kind: 'person.removed', name, by: nameOf(draft.input.by) })
  tellPeople(draft)
  return done('removed', { person: name })
}

function isLastAdministrator(draft: InstallationDraft, name: string): boolean {
  const administrators = [...draft.state.people.values()].filter((person) => person.role === 'administrator')
  return administrators.length === 1 && administrators[0]?.name === name
}

function addProject(draft: InstallationDraft, body: Extract<InstallationBody, { kind: 'project.add' }>): Answer {
  const { stream, repository, governingBranch } = body
  const texts = [
    ['name', stream],
    ['repository', repository],
    ['branch', governingBranch],
  ] as const
  const bad = texts.map(([what, text]) => badText(what, text, limits.nameLengthMax)).find((answer) => answer !== null)
  if (bad) return bad
  if (!stream.startsWith('project/')) return refuse('bad-name', 'the stream of a project is called project/NAME')
  if (draft.state.projects.has(stream)) return refuse('exists', `${stream} is there already`)
  draft.emit({ kind: 'project.added', entry: { stream, repository, governingBranch }, by: nameOf(draft.input.by) })
  draft.tell(stream, { kind: 'project.open', stream, repository, governingBranch })
  draft.tell(stream, { kind: 'people.changed', people: peopleOf(draft) })
  return done('added', { stream })
}

function setCapacity(draft: InstallationDraft, slots: number): Answer {
  if (!isCount(slots)) return refuse('bad-number', `${slots} jobs at once: a whole number from 1 to ${limits.slotsMax}`)
  draft.emit({ kind: 'capacity.set', slotsMax: slots, by: nameOf(draft.input.by) })
  return done('set', { slots })
}

function tellPeople(draft: InstallationDraft): void {
  for (const stream of streams(draft)) draft.tell(stream, { kind: 'people.changed', people: peopleOf(draft) })
}

function tellAll(draft: InstallationDraft, body: unknown, code: string): Answer {
  for (const stream of streams(draft)) draft.tell(stream, body)
  return done(code, { projects: draft.state.projects.size })
}

function streams(draft: InstallationDraft): string[] {
  return Array.from(draft.state.projects.values(), (entry) => entry.stream).toSorted()
}

/** In order of their names: the same people, the same words. */
function peopleOf(draft: InstallationDraft) {
  return [...draft.state.people.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
