import type { Instant } from '../facts/time.ts'
import { judgeStep } from '../environment/judge.ts'
import type { Work } from '../kernel/work.ts'
import type { Verdict } from '../kernel/verdict.ts'
import type { ReleaseSet } from '../environment/environment.ts'
import { mayAsk } from '../project/ask-again.ts'
import type { Draft } from '../project/draft.ts'
import type { Project } from '../project/state.ts'
import { areOpen, earliestOf } from '../verdict/make.ts'
import { endDeployed, endReturned } from './end.ts'
import type { RolloutRow, Step } from './rollout.ts'
import { move, nextStep } from './move.ts'
import { settleVerify } from './verify.ts'

/** Takes a rollout as far as it may go now. Answers when it wants to be looked at again. */
export function settleRollout(draft: Draft, id: string): Instant | null {
  const row = draft.state.rollouts.get(id)
  if (!row) return null
  const { state } = row
  const step = row.steps[row.step]
  if (!step) {
    finish(draft, row)
    return null
  }
  switch (state.kind) {
    case 'acting':
      return null
    case 'watching':
      if (draft.now < state.until) return state.until
      nextStep(draft, row)
      return null
    case 'verifying':
      settleVerify(draft, row)
      return null
    case 'paused':
      return settlePaused(draft, row)
    case 'ready':
      begin(draft, row, step)
      return null
  }
}

/** It goes on when every gate is open again. */
function settlePaused(draft: Draft, row: RolloutRow): Instant | null {
  const verdicts = judgeRollout(draft.state, row, draft.now)
  if (areOpen(verdicts)) move(draft, row, { kind: 'ready' })
  return earliestOf(verdicts)
}

function finish(draft: Draft, row: RolloutRow): void {
  if (row.failure) endReturned(draft, row)
  else endDeployed(draft, row)
}

function begin(draft: Draft, row: RolloutRow, step: Step): void {
  switch (step.kind) {
    case 'watch':
      return move(draft, row, { kind: 'watching', until: draft.now + step.ms })
    case 'verify':
      return move(draft, row, { kind: 'verifying' })
    case 'migrate':
    case 'activate':
    case 'return':
      return act(draft, row, step)
  }
}

/** In one lane for an environment: what was wanted later is never done first. */
function act(draft: Draft, row: RolloutRow, step: Extract<Step, { kind: 'migrate' | 'activate' | 'return' }>): void {
  const tag = `step ${row.generation} ${row.step}`
  if (!mayAsk(draft, `rollout:${row.id}`, tag)) return
  const work: Work = step.kind === 'migrate' ? migrate(row, step) : activate(row, step.kind === 'activate' ? step.share : 100)
  const effect = draft.ask(`rollout:${row.id}`, tag, work, { lane: `target/${row.environment}` })
  move(draft, row, { kind: 'acting', effect })
}

function migrate(row: RolloutRow, step: Extract<Step, { kind: 'migrate' }>): Work {
  const { component, database, command, digest } = step
  return { kind: 'database.migrate', environment: row.environment, generation: row.generation, component, database, command, digest }
}

/** Going back, everything is as it was: also where and how it served. */
function activate(row: RolloutRow, share: number): Work {
  const served = servedSet(row)
  const { instances, address, size, surge, drainMs, style } = row.failure && row.from ? row.from.place : row.place
  return {
    kind: 'target.activate',
    environment: row.environment,
    generation: row.generation,
    components: Object.fromEntries(Object.entries(served.components).map(([name, digest]) => [name, { digest, instances, share }])),
    commit: served.commit,
    version: served.version,
    address,
    size,
    surge,
    drainMs,
    style,
  }
}

/** What the steps under way make serve. */
function servedSet(row: RolloutRow): ReleaseSet {
  return row.failure && row.from ? row.from.set : row.set
}

/** Forward, every gate once more. Back, none: the generation alone decides. */
export function judgeRollout(state: Project, row: RolloutRow, now: Instant): readonly Verdict[] {
  const environment = state.environments.get(row.environment)
  if (!environment || row.kind === 'back' || row.failure) return []
  return judgeStep(state, environment, row.set, now, row.hasActivated)
}
