import { matches } from '../../kernel/pattern.ts'
import { missingVotes } from '../../project/people.ts'
import { processOf } from '../../project/state.ts'
import { clearers, opened, waiting } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'
import { approvers } from '../votes.ts'

/** Whoever owns a path that changes has a say. A list of paths that was cut short concerns all owners. */
export const owners: ChangeGate = ({ state, change, rule }) => {
  const { landing } = change
  const rules = processOf(state)?.owners ?? []
  if (rules.length === 0 || landing?.kind !== 'clean') return null
  const { paths, isCut } = landing.facts.changed
  const concerned = rules.filter((owner) => isCut || paths.some((path) => matches(owner.paths, path)))
  const votes = concerned.flatMap((owner) => owner.votes)
  const missing = missingVotes(state, votes, approvers(change, rule))
  if (missing.length === 0) return votes.length === 0 ? null : opened('owners')
  return waiting('owners', 'missing', { paths: concerned.map((owner) => owner.paths) }, { by: clearers.votes(missing) })
}
