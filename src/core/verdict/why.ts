import type { ReleaseSet, EnvironmentRow } from '../environment/environment.ts'
import { declared } from '../environment/declared.ts'
import { judgeCandidate } from '../environment/judge.ts'
import { isDormant, offerFor } from '../environment/offer.ts'
import { assemble } from '../environment/release-set.ts'
import type { EnvironmentFact } from '../facts/environment.ts'
import type { Instant } from '../facts/time.ts'
import type { Verdict } from '../kernel/verdict.ts'
import { deployers } from '../project/rules.ts'
import type { Project } from '../project/state.ts'
import { judgeRollout } from '../rollout/settle-rollout.ts'
import type { RolloutRow } from '../rollout/rollout.ts'
import { clearers, closed, opened, waiting } from './make.ts'

/** What keeps an environment as it is: the gates of what would go next, or why nothing would. */
export function whyEnvironment(state: Project, id: string, now: Instant): readonly Verdict[] {
  const row = state.environments.get(id)
  const fact = row ? declared(state, row) : null
  if (!row || !fact) return [closed('declared', 'undeclared', { environment: id }, { by: clearers.role('maintainer') })]
  const rollout = row.rollout === null ? undefined : state.rollouts.get(row.rollout)
  if (rollout) return whyRollout(state, rollout, now)
  if (row.candidate) return judgeCandidate(state, row, row.candidate, now)
  return [whyNothing(state, fact, row)]
}

function whyRollout(state: Project, row: RolloutRow, now: Instant): readonly Verdict[] {
  const commit = row.set.commit
  if (row.failure) return [waiting('rollout', 'returning', { commit, why: row.failure.code }, { by: clearers.itself('the target') })]
  if (row.state.kind === 'paused') return judgeRollout(state, row, now).filter((verdict) => verdict.state !== 'open')
  const step = row.steps[row.step]?.kind ?? 'end'
  return [waiting('rollout', 'under-way', { commit, step }, { by: clearers.itself('the target') })]
}

/** Why there is no candidate. */
function whyNothing(state: Project, fact: EnvironmentFact, row: EnvironmentRow): Verdict {
  const offer = offerFor(state, fact, row)
  if (!offer) return whyNoOffer(state, fact, row)
  if (isDormant(state, row))
    return waiting('source', 'dormant', { commit: offer.facts.commit }, { by: clearers.who(deployers(state, fact)) })
  if (!offer.facts.pipelines)
    return closed('source', 'no-process', { branch: offer.branch, problem: offer.facts.problem ?? '' }, { by: clearers.role('developer') })
  const assembly = assemble(state, fact, offer)
  if (assembly.kind === 'whole') return serving(row, assembly.set)
  if (assembly.failed.length > 0) return closed('source', 'not-built', { components: assembly.failed }, { by: clearers.role('developer') })
  return waiting(
    'source',
    'building',
    { components: [...assembly.building, ...assembly.unbuilt] },
    { by: clearers.itself('the pipelines') },
  )
}

function serving(row: EnvironmentRow, set: ReleaseSet): Verdict {
  if (row.current) return opened('source', 'serves', { commit: row.current.set.commit })
  return waiting('source', 'nothing', { commit: set.commit }, { by: clearers.role('developer') })
}

function whyNoOffer(state: Project, fact: EnvironmentFact, row: EnvironmentRow): Verdict {
  const later = fact.takes.filter((source) => source.kind !== 'branch' && source.kind !== 'change').map((source) => source.kind)
  if (later.length === fact.takes.length) return waiting('source', 'later', { takes: later }, { by: clearers.role('maintainer') })
  const branch = fact.takes.find((source) => source.kind === 'branch' && state.branches.get(source.branch)?.facts === null)
  if (branch?.kind === 'branch') return waiting('source', 'not-described', { branch: branch.branch }, { by: clearers.itself('the forge') })
  const isChoice = row.owner === null && fact.takes.some((source) => source.kind === 'branch' && source.branch.includes('*'))
  return waiting('source', isChoice ? 'choose' : 'nothing', {}, { by: clearers.who(deployers(state, fact)) })
}
