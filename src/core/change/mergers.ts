import type { BranchRule } from '../facts/branch.ts'
import type { Who } from '../facts/people.ts'

/**
 * Who may merge into a branch once its gates are open: where a team's votes are wanted, that
 * team; else any developer. Maintainers always.
 */
export function mergers(rule: BranchRule): readonly Who[] {
  const teams = rule.reviews.flatMap((votes): Who[] => (votes.team === null ? [] : [{ kind: 'team', team: votes.team }]))
  if (teams.length === 0) return [{ kind: 'role', role: 'developer' }]
  return [...teams, { kind: 'role', role: 'maintainer' }]
}
