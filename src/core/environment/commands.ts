import type { EnvironmentFact } from '../facts/environment.ts'
import type { Answer } from '../kernel/answer.ts'
import { limits } from '../kernel/limits.ts'
import type { Draft } from '../project/draft.ts'
import type { Command } from '../project/input.ts'
import { hasRole, isOneOf, mayVote, nameOf } from '../project/people.ts'
import { done, refuse } from '../project/refuse.ts'
import { deployers } from '../project/rules.ts'
import { awaited } from '../project/state.ts'
import { badText } from '../project/text.ts'
import { abortRollout } from '../rollout/abort.ts'
import { startBack, wayBackOf } from '../rollout/back.ts'
import { startClosing } from './close.ts'
import { declared } from './declared.ts'
import type { EnvironmentRow, Owner } from './environment.ts'
import { headOf, takes } from './offer.ts'

type Wanted<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>
/** `fact` is null where the file in force does not name it any more. */
type Found = { readonly row: EnvironmentRow; readonly fact: EnvironmentFact | null }

/** The environment a command speaks of, if this person may deploy there. What the file does not name is left to maintainers. */
function found(draft: Draft, id: string): Found | Answer {
  const row = draft.state.environments.get(id)
  const fact = row ? declared(draft.state, row) : null
  if (row && !fact && hasRole(draft.state, draft.input.by, 'maintainer')) return { row, fact }
  if (!row || !fact) return refuse('no-environment', `there is no environment ${id}`)
  if (isOneOf(draft.state, draft.input.by, deployers(draft.state, fact))) return { row, fact }
  return refuse('not-allowed', `${nameOf(draft.input.by)} may not deploy to ${id}`)
}

function isAnswer(value: Found | Answer): value is Answer {
  return 'kind' in value
}

/** Says go for the candidate; where the source leaves a choice, first what to take. */
export function promote(draft: Draft, command: Wanted<'environment.promote'>): Answer {
  const about = found(draft, command.environment)
  if (isAnswer(about)) return about
  const { row, fact } = about
  if (!fact) return refuse('no-environment', `the process file does not name ${row.id} any more`)
  if (row.closing) return refuse('closing', `${row.id} is being taken down`)
  const owner = ownerOf(command)
  if (owner) {
    const head = headOf(draft.state, owner)
    if (row.owner || head === null || !takes(draft.state, fact, owner)) return refuse('not-taken', `${row.id} does not take that`)
    draft.emit({ kind: 'environment.chosen', environment: row.id, chosen: owner, by: nameOf(draft.input.by), head, at: draft.now })
    return done('chosen', { environment: row.id })
  }
  const { candidate } = row
  if (!candidate) return refuse('nothing-waits', `nothing waits for ${row.id}`)
  if (command.digest !== null && command.digest !== candidate.set.digest) return refuse('moved', `another set waits for ${row.id} now`)
  draft.emit({ kind: 'environment.go', environment: row.id, digest: candidate.set.digest, by: nameOf(draft.input.by), at: draft.now })
  return done('promoted', { environment: row.id, digest: candidate.set.digest })
}

function ownerOf(command: Wanted<'environment.promote'>): Owner | null {
  if (command.branch !== null) return { kind: 'branch', branch: command.branch }
  return command.change === null ? null : { kind: 'change', change: command.change }
}

/** Whoever has a vote signs exactly what waits; deploying is another right. */
export function approveSet(draft: Draft, command: Wanted<'environment.approve'> | Wanted<'environment.reject'>): Answer {
  const row = draft.state.environments.get(command.environment)
  const fact = row ? declared(draft.state, row) : null
  if (!row || !fact) return refuse('no-environment', `there is no environment ${command.environment}`)
  const by = nameOf(draft.input.by)
  if (draft.input.by.kind !== 'person' || !fact.approve.some((votes) => mayVote(draft.state, by, votes)))
    return refuse('not-allowed', `${by} has no vote for ${row.id}`)
  const rollout = row.rollout === null ? undefined : draft.state.rollouts.get(row.rollout)
  const waits = [row.candidate?.set.digest, rollout?.set.digest]
  if (!waits.includes(command.digest)) return refuse('moved', `another set waits for ${row.id} now`)
  if (command.kind === 'environment.approve') {
    draft.emit({ kind: 'environment.approved', environment: row.id, approval: { by, digest: command.digest, at: draft.now } })
    return done('approved', { environment: row.id, digest: command.digest })
  }
  const bad = badText('reason', command.reason, limits.reasonLengthMax)
  if (bad) return bad
  draft.emit({ kind: 'environment.rejected', environment: row.id, digest: command.digest, by, reason: command.reason })
  return done('rejected', { environment: row.id, digest: command.digest })
}

export function retry(draft: Draft, command: Wanted<'environment.retry'>): Answer {
  const about = found(draft, command.environment)
  if (isAnswer(about)) return about
  if (!about.row.failed.includes(command.digest)) return refuse('not-failed', `that set has not failed in ${about.row.id}`)
  draft.emit({ kind: 'environment.retried', environment: about.row.id, digest: command.digest, by: nameOf(draft.input.by) })
  return done('retried', { environment: about.row.id })
}

export function holdEnvironment(draft: Draft, command: Wanted<'environment.hold'>): Answer {
  const about = found(draft, command.environment)
  if (isAnswer(about)) return about
  const bad = badText('reason', command.reason, limits.reasonLengthMax)
  if (bad) return bad
  draft.emit({ kind: 'environment.held', environment: about.row.id, by: nameOf(draft.input.by), reason: command.reason, at: draft.now })
  return done('held', { environment: about.row.id })
}

export function freeEnvironment(draft: Draft, command: Wanted<'environment.free'>): Answer {
  const about = found(draft, command.environment)
  if (isAnswer(about)) return about
  if (!about.row.hold) return refuse('not-held', `nobody holds ${about.row.id}`)
  draft.emit({ kind: 'environment.freed', environment: about.row.id, by: nameOf(draft.input.by) })
  return done('freed', { environment: about.row.id })
}

export function abort(draft: Draft, command: Wanted<'environment.abort'>): Answer {
  const about = found(draft, command.environment)
  if (isAnswer(about)) return about
  const rollout = about.row.rollout === null ? undefined : draft.state.rollouts.get(about.row.rollout)
  if (!rollout) return refuse('no-rollout', `nothing is being rolled out to ${about.row.id}`)
  abortRollout(draft, rollout, { code: 'aborted', detail: nameOf(draft.input.by) })
  return done('aborted', { environment: about.row.id })
}

/** Serves again what served before, whole or one component of it, and holds it there. */
export function rollBack(draft: Draft, command: Wanted<'environment.rollback'>): Answer {
  const about = found(draft, command.environment)
  if (isAnswer(about)) return about
  const { row } = about
  if (row.closing) return refuse('closing', `${row.id} is being taken down`)
  if (row.rollout) return refuse('rolling-out', `a rollout to ${row.id} is under way: abort it first`)
  if (!row.current) return refuse('nothing-serves', `nothing serves in ${row.id}`)
  const { component, generation } = command
  if (component !== null && !Object.hasOwn(row.current.set.components, component))
    return refuse('no-component', `${row.id} has no component ${component}`)
  const target = wayBackOf(row, row.current, generation, component)
  if (!target) return refuse('no-way-back', `there is nothing ${row.id} can go back to`)
  startBack(draft, row, target, component)
  return done('going-back', { environment: row.id, generation: target.generation })
}

export function closeEnvironment(draft: Draft, command: Wanted<'environment.close'>): Answer {
  const undeclared = draft.state.environments.get(command.environment)
  if (undeclared && !declared(draft.state, undeclared)) return closeUndeclared(draft, undeclared)
  const about = found(draft, command.environment)
  if (isAnswer(about)) return about
  if (about.row.closing) return done('closing', { environment: about.row.id })
  if (!about.row.owner) return refuse('shared', `${about.row.id} is shared: it goes when the file does not name it any more`)
  startClosing(draft, about.row, 'by-hand')
  return done('closing', { environment: about.row.id })
}

function closeUndeclared(draft: Draft, row: EnvironmentRow): Answer {
  if (!hasRole(draft.state, draft.input.by, 'maintainer'))
    return refuse('not-allowed', 'a maintainer takes down what the file does not name')
  if (!row.closing) startClosing(draft, row, 'undeclared')
  return done('closing', { environment: row.id })
}

/** Ends a removal that does not come to its end. What is left over stays in the record. */
export function forgetEnvironment(draft: Draft, command: Wanted<'environment.forget'>): Answer {
  const row = draft.state.environments.get(command.environment)
  if (!row?.closing) return refuse('not-closing', `${command.environment} is not being taken down`)
  if (!hasRole(draft.state, draft.input.by, 'maintainer')) return refuse('not-allowed', 'a maintainer leaves behind what cannot be removed')
  const pending = awaited(draft.state, `environment:${row.id}`, 'remove')
  if (pending) draft.forget(pending.id)
  draft.emit({ kind: 'environment.closed', environment: row.id })
  return done('forgotten', { environment: row.id, left: row.closing.left.length })
}
