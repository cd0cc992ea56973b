import type { Event, EventKind } from '../../../src/core/project/event.ts'
import type { Body, CommandKind } from '../../../src/core/project/input.ts'
import type { Commit } from '../../../src/ports/store.ts'
import { projectStream } from '../world/streams.ts'
import type { Book } from './book.ts'
import type { Ledger } from './ledger.ts'
import { demand } from './violation.ts'

/** What a command that was carried out must have left behind: one of these, from the same input. */
const traces: { readonly [Kind in CommandKind]: readonly EventKind[] } = {
  'project.open': ['project.opened'],
  'project.govern': ['project.governed'],
  'line.stop': ['line.stopped'],
  'line.resume': ['line.resumed'],
  'refs.propose': [],
  'change.open': ['change.opened'],
  'change.edit': ['change.edited'],
  'change.review': ['change.reviewed'],
  'change.trust': [],
  'change.merge': [],
  'change.unmerge': ['change.unasked'],
  'change.close': ['change.closed'],
  'run.start': [],
  'run.cancel': [],
  'run.again': [],
  'job.approve': ['job.moved'],
  'environment.promote': ['environment.go', 'environment.chosen'],
  'environment.approve': ['environment.approved'],
  'environment.reject': ['environment.rejected'],
  'environment.retry': ['environment.retried'],
  'environment.hold': ['environment.held'],
  'environment.free': ['environment.freed'],
  'environment.abort': ['rollout.ended', 'rollout.returning'],
  'environment.rollback': ['rollout.started'],
  'environment.close': [],
  'environment.forget': ['environment.closed'],
  'effect.resolve': ['effect.ended'],
}

/** What somebody without any role may be answered, and what anybody may do: propose, and take care of one's own proposal. */
const harmless: readonly string[] = ['refused', 'ignored', 'judged']
const forAnybody: readonly string[] = ['change.open', 'change.edit', 'change.close', 'change.unmerge']

/** Answers say what was done, and nobody without a right does anything. */
export function checkAnswers(ledger: Ledger, book: Book, commit: Commit): void {
  const events = new Map<string, Event[]>()
  for (const { input, event } of commit.events) events.set(input, [...(events.get(input) ?? []), event as Event])
  for (const { input, answer } of commit.answers) {
    const known = ledger.input(commit.stream, input)
    if (!known) continue
    const body = known.input.body as Body
    const kinds = (events.get(input) ?? []).map((event) => event.kind)
    if (answer.kind === 'refused' || answer.kind === 'judged') {
      demand(kinds.length === 0, 'a refusal changes nothing', () => `${body.kind} was ${answer.kind}, and led to ${kinds.join(', ')}`)
    }
    if (answer.kind === 'done' && Object.hasOwn(traces, body.kind)) {
      const wanted = traces[body.kind as CommandKind]
      demand(
        wanted.length === 0 || wanted.some((kind) => kinds.includes(kind)),
        'what was done can be seen',
        () => `${body.kind} was done, and led to ${kinds.join(', ') || 'nothing'}`,
      )
    }
    const { by } = known.input
    if (by.kind !== 'person' || forAnybody.includes(body.kind)) continue
    const hasNoRight =
      book.people.get(by.name) === 'viewer' && !Object.values(book.process?.teams ?? {}).some((team) => team.includes(by.name))
    const isHarmless = harmless.includes(answer.kind) || body.kind === 'change.review' || commit.stream !== projectStream
    // Who was what at that moment of a batch cannot be told from its end.
    const arePeopleNew = commit.events.some(({ event }) => (event as Event).kind === 'people.changed')
    demand(
      !hasNoRight || isHarmless || arePeopleNew,
      'who only looks changes nothing',
      () => `${by.name} said ${body.kind}, and it was ${answer.kind}`,
    )
    const isStranger = !book.people.has(by.name) && !arePeopleNew
    demand(
      !isStranger || harmless.includes(answer.kind),
      'a stranger changes nothing',
      () => `${by.name} said ${body.kind}, and it was ${answer.kind}`,
    )
  }
}
