import { pipelinesOf } from '../project/commit.ts'
import type { EnvironmentFact } from '../facts/environment.ts'
import type { Instant } from '../facts/time.ts'
import { ensureRun } from '../pipeline/ensure.ts'
import { pushedChecks } from '../pipeline/start.ts'
import { mayAsk } from '../project/ask-again.ts'
import type { Draft } from '../project/draft.ts'
import { tellNews } from '../project/news.ts'
import { environmentFact } from '../project/rules.ts'
import { projectRow, type Project } from '../project/state.ts'
import { startRollout } from '../rollout/start.ts'
import { areOpen, earliestOf } from '../verdict/make.ts'
import { settleClosing, startClosing } from './close.ts'
import { declared } from './declared.ts'
import { expiryOf, warn } from './expire.ts'
import { emptyEnvironment, type Candidate, type EnvironmentRow, type ReleaseSet } from './environment.ts'
import { judgeCandidate } from './judge.ts'
import { headOf, isChosen, isDormant, offerFor, sourceOf, takes, type Offer } from './offer.ts'
import { assemble } from './release-set.ts'

/** Takes an environment as far as it may go now. Answers when it wants to be looked at again. */
export function settleEnvironment(draft: Draft, id: string): Instant | null {
  const row = draft.state.environments.get(id) ?? openShared(draft, id)
  if (!row) return null
  // What may let an environment go on may let its rollout go on.
  if (row.rollout) draft.touch(`rollout:${row.rollout}`)
  if (row.closing) return settleClosing(draft, row)
  const fact = declared(draft.state, row)
  // What the file stopped naming serves on until a person takes it down: a slip of the pen is no order.
  if (!fact) return row.owner ? startClosing(draft, row, 'undeclared') : null
  if (row.owner && !takes(draft.state, fact, row.owner)) return startClosing(draft, row, 'owner-gone')
  const expires = expiryOf(draft, fact, row)
  if (expires !== null && expires <= draft.now) return startClosing(draft, row, 'expired')
  const warning = warn(draft, row, expires)
  if (row.candidate && !takes(draft.state, fact, sourceOf(row.candidate.set)))
    draft.emit({ kind: 'environment.candidate', environment: id, candidate: null })
  const offer = offerFor(draft.state, fact, row)
  if (offer) takeOffer(draft, fact, draft.state.environments.get(id) ?? row, offer)
  const now = draft.state.environments.get(id)
  return now ? earliest([warning ?? expires, proceed(draft, fact, now)]) : null
}

/** A shared environment stands as soon as the file names it. */
function openShared(draft: Draft, id: string): EnvironmentRow | null {
  if (environmentFact(draft.state, id)?.kind !== 'shared') return null
  const row = emptyEnvironment(id, null, draft.now, projectRow(draft.state)?.generations ?? 0)
  draft.emit({ kind: 'environment.opened', row })
  return row
}

/** Makes the newest whole set of what is offered the candidate, and sees that what is missing gets built. */
function takeOffer(draft: Draft, fact: EnvironmentFact, row: EnvironmentRow, offer: Offer): void {
  if (isDormant(draft.state, row)) return
  const assembly = assemble(draft.state, fact, offer)
  if (assembly.kind === 'missing') build(draft, row, offer, [...assembly.unbuilt, ...assembly.building])
  if (offer.change === null && fact.kind === 'shared') check(draft, row, offer)
  if (assembly.kind === 'missing' || Object.keys(assembly.set.components).length === 0) return
  const { set } = assembly
  if (row.current?.set.digest === set.digest) {
    if (row.current.set.commit !== set.commit && !row.hold)
      draft.emit({ kind: 'environment.same', environment: row.id, set, at: draft.now })
    else if (row.candidate) draft.emit({ kind: 'environment.candidate', environment: row.id, candidate: null })
    return
  }
  const known = row.candidate?.set.digest === set.digest ? row.candidate : null
  const go = known?.go ?? goOfChoice(draft.state, row, set)
  if (known?.set.commit === set.commit && known.go === go) return
  const since = fact.kind === 'shared' ? (row.candidate?.since ?? draft.now) : draft.now
  draft.emit({ kind: 'environment.candidate', environment: row.id, candidate: { set, go, since } })
  if (fact.approve.length > 0 && !known)
    tellNews(draft, 'approval needed', row.name, { environment: row.id, commit: set.commit, digest: set.digest })
}

/** Whoever chooses what an environment takes says go for it as it stands, not for what comes after. */
function goOfChoice(state: Project, row: EnvironmentRow, set: ReleaseSet): Candidate['go'] {
  const { choice } = row
  if (!choice || !isChosen(row, set) || headOf(state, sourceOf(set)) !== choice.head) return null
  return { by: choice.by, at: choice.at }
}

function build(draft: Draft, row: EnvironmentRow, offer: Offer, components: readonly string[]): void {
  for (const component of components) {
    const builder = pipelinesOf(draft.state, offer.facts)?.builders[component]
    if (builder) ensure(draft, row, offer, builder.pipeline)
  }
}

/** What a branch's head must pass runs, though no push or change has started it. */
function check(draft: Draft, row: EnvironmentRow, offer: Offer): void {
  const branch = draft.state.branches.get(offer.branch)
  if (branch) for (const name of pushedChecks(draft.state, branch, offer.facts)) ensure(draft, row, offer, name)
}

function ensure(draft: Draft, row: EnvironmentRow, offer: Offer, name: string): void {
  const pipeline = pipelinesOf(draft.state, offer.facts)?.pipelines[name]
  if (!pipeline) return
  ensureRun(draft, {
    pipeline,
    facts: offer.facts,
    cause: { kind: 'build', environment: row.id },
    isTrusted: offer.isTrusted,
    watcher: `environment:${row.id}`,
  })
}

function proceed(draft: Draft, fact: EnvironmentFact, row: EnvironmentRow): Instant | null {
  const { candidate } = row
  if (!candidate) return null
  compare(draft, fact, row)
  const verdicts = judgeCandidate(draft.state, row, candidate, draft.now)
  if (areOpen(verdicts)) {
    startRollout(draft, fact, row, candidate)
    return null
  }
  return earliestOf(verdicts)
}

/** How the candidate stands to what serves is asked once for each pair. */
function compare(draft: Draft, fact: EnvironmentFact, row: EnvironmentRow): void {
  const project = projectRow(draft.state)
  const { candidate, current, relation } = row
  if (
    !project ||
    !candidate ||
    !current ||
    fact.kind === 'each' ||
    isChosen(row, candidate.set) ||
    candidate.set.branch !== current.set.branch
  )
    return
  if (candidate.set.commit === current.set.commit) return
  if (relation?.candidate === candidate.set.commit && relation.current === current.set.commit) return
  const tag = `relation ${candidate.set.commit} ${current.set.commit}`
  if (!mayAsk(draft, `environment:${row.id}`, tag)) return
  draft.ask(`environment:${row.id}`, tag, {
    kind: 'lookup.relation',
    repository: project.repository,
    a: candidate.set.commit,
    b: current.set.commit,
  })
}

function earliest(moments: readonly (Instant | null)[]): Instant | null {
  const known = moments.filter((moment) => moment !== null)
  return known.length === 0 ? null : Math.min(...known)
}
