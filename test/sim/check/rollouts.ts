import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { EnvironmentFact } from '../../../src/core/facts/environment.ts'
import type { ReleaseSet } from '../../../src/core/environment/environment.ts'
import type { Work } from '../../../src/core/kernel/work.ts'
import type { RolloutRow } from '../../../src/core/rollout/rollout.ts'
import type { Book, NotedEnvironment } from './book.ts'
import { demand } from './violation.ts'

const once = 'one rollout at a time, each with a higher generation'
const gates = 'a rollout goes on only while its gates are open'

/** Before a rollout starts: nothing else is under way, and its generation is new. */
export function checkRolloutStart(book: Book, row: RolloutRow): void {
  const environment = book.environments.get(row.environment)
  demand(environment !== undefined, once, () => `${row.id}: there is no such environment`)
  demand(environment.rollout === null, once, () => `${row.id}: ${environment.rollout} is under way`)
  demand(!environment.closing, once, () => `${row.id}: the environment is being taken down`)
  checkRoom(book, environment)
  demand(row.generation > environment.generation, once, () => `${row.id}: generation ${row.generation} after ${environment.generation}`)
}

/** Of an environment with one for each, only so many stand at once. */
function checkRoom(book: Book, environment: NotedEnvironment): void {
  const fact = book.process?.environments[environment.name]
  if (fact?.kind !== 'each' || environment.current) return
  const standing = [...book.environments.values()].filter(
    (other) => other !== environment && other.name === environment.name && (other.current ?? other.rollout),
  )
  demand(standing.length < fact.limit, 'limits hold', () => `${environment.id}: ${standing.length} of ${fact.limit} stand already`)
}

/** Recomputed from the facts, at the moment a permit for a step of a rollout was granted. */
export function checkRolloutPermit(book: Book, id: string, work: Work, generation: number, now: number): void {
  const row = book.rollouts.get(id)
  demand(row !== undefined, gates, () => `${id}: it is not under way`)
  const environment = book.environments.get(row.environment)
  demand(environment !== undefined && !environment.closing, gates, () => `${id}: its environment is gone`)
  demand(environment.rollout === id, gates, () => `${id}: ${environment.rollout} is under way`)
  demand(
    generation === row.generation && (work.kind !== 'target.activate' || work.generation === generation),
    gates,
    () => `${id}: another generation was permitted than is wanted`,
  )
  if (work.kind === 'target.activate') checkBytes(row, work)
  if (row.kind === 'back' || row.failure) return
  const fact = book.process?.environments[environment.name]
  const no = (why: string) => (): string => `${id}: ${why}`
  demand(fact !== undefined, gates, no('the file does not name its environment'))
  demand(book.stoppedBy === null, gates, no(`${book.stoppedBy} stopped the line`))
  demand(environment.hold === null, gates, no(`${environment.hold} holds it`))
  demand(!fact.isProtected || row.set.isTrusted, gates, no('its bytes were not made by trusted runs'))
  checkApprovals(book, fact, environment, row.set, now)
  checkAfter(book, fact, row.set, now)
  if (!row.hasActivated) checkTested(book, fact, row.set)
}

/** What a push to its branch runs has passed on the very tree that is to serve. */
function checkTested(book: Book, fact: EnvironmentFact, set: ReleaseSet): void {
  if (fact.kind === 'each' || set.change !== null) return
  const pipelines = book.pipelines.get(book.files.get(set.commit) ?? '')?.pipelines ?? {}
  for (const pipeline of Object.values(pipelines)) {
    const isPushed = pipeline.when.some((start) => start.kind === 'push' && (start.to === null || start.to === set.branch))
    const isPlain = pipeline.if === null && pipeline.paths.length === 0 && Object.values(pipeline.jobs).every((job) => job.at === null)
    if (!isPushed || !isPlain) continue
    demand(
      book.hasPassed(set.tree, pipeline, set.isTrusted),
      gates,
      () => `${fact.name}: ${pipeline.name} has not passed on ${set.tree} of ${set.commit}`,
    )
  }
}

function checkBytes(row: RolloutRow, work: Extract<Work, { kind: 'target.activate' }>): void {
  const set = row.failure && row.from ? row.from.set : row.set
  const wanted = canonicalJson(set.components)
  const found = canonicalJson(Object.fromEntries(Object.entries(work.components).map(([name, { digest }]) => [name, digest])))
  demand(wanted === found, gates, () => `${row.id}: ${found} would serve, and ${wanted} was judged`)
}

/** An approval is one person's word for one digest, as long as it lasts and the person has a vote. */
function checkApprovals(book: Book, fact: EnvironmentFact, environment: NotedEnvironment, set: ReleaseSet, now: number): void {
  const lasts = fact.approvalLasts
  const lastsMs = lasts === null ? Number.POSITIVE_INFINITY : lasts.kind === 'elapsed' ? lasts.ms : (lasts.days + 1) * 24 * 60 * 60_000
  const names = new Set(environment.approvals.filter(({ digest, at }) => digest === set.digest && now - at < lastsMs).map(({ by }) => by))
  for (const votes of fact.approve) {
    const count = [...names].filter((name) => book.isOf(name, votes)).length
    demand(
      count >= votes.count,
      gates,
      () => `${environment.id}: ${count} of ${votes.count} approvals of ${votes.team ?? 'developers'} for ${set.digest}`,
    )
  }
  const rejection = environment.rejections.findLast(({ digest }) => digest === set.digest)
  const isTakenBack =
    rejection !== undefined &&
    environment.approvals.some(({ by, at, digest }) => by === rejection.by && digest === set.digest && at >= rejection.at)
  demand(
    fact.approve.length === 0 || rejection === undefined || isTakenBack,
    gates,
    () => `${environment.id}: ${rejection?.by} rejected ${set.digest}`,
  )
}

/** The very bytes have served in each environment before, for as long as they must. */
function checkAfter(book: Book, fact: EnvironmentFact, set: ReleaseSet, now: number): void {
  const soakMs = fact.soak?.kind === 'elapsed' ? fact.soak.ms : 0
  for (const name of fact.after) {
    const before = book.environments.get(name)
    const served = [...(before?.past ?? []), ...(before?.current ? [before.current] : [])]
    const hasServed = served.some(({ set: other, at }) => at + soakMs <= now && haveSameBytes(other.components, set.components))
    demand(hasServed, gates, () => `${fact.name}: ${set.commit} has not served in ${name}`)
  }
}

function haveSameBytes(served: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  const shared = Object.keys(wanted).filter((name) => Object.hasOwn(served, name))
  return shared.length > 0 && shared.every((name) => served[name] === wanted[name])
}
