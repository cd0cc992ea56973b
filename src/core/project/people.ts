import type { Role, Votes, Who } from '../facts/people.ts'
import type { Actor } from '../kernel/input.ts'
import { processOf, type Project } from './state.ts'

const ranks: Readonly<Record<Role, number>> = { administrator: 3, maintainer: 2, developer: 1, viewer: 0 }

function roleOf(state: Project, name: string): Role | null {
  return state.people.get(name)?.role ?? null
}

/** Whether somebody has this role, or one that includes it. */
export function hasRole(state: Project, actor: Actor, role: Role): boolean {
  if (actor.kind === 'part') return false
  const own = roleOf(state, actor.name)
  return own !== null && ranks[own] >= ranks[role]
}

/** The roles as teams that every project has. */
const roleTeams: Readonly<Record<string, Role>> = {
  administrators: 'administrator',
  maintainers: 'maintainer',
  developers: 'developer',
  viewers: 'viewer',
}

/** Membership counts only for people of this installation: a name in the file alone opens nothing. */
function isIn(state: Project, name: string, team: string): boolean {
  const role = Object.hasOwn(roleTeams, team) ? roleTeams[team] : undefined
  if (role) return hasRole(state, { kind: 'person', name }, role)
  const members = processOf(state)?.teams ?? {}
  return roleOf(state, name) !== null && Object.hasOwn(members, team) && (members[team] ?? []).includes(name)
}

/** Whether a list of people includes this one. An empty list includes nobody. */
export function isOneOf(state: Project, actor: Actor, who: readonly Who[]): boolean {
  return who.some((one) => isThisOne(state, actor, one))
}

function isThisOne(state: Project, actor: Actor, one: Who): boolean {
  switch (one.kind) {
    case 'everyone':
      return true
    case 'nobody':
      return false
    case 'signed-in':
      return actor.kind === 'person' && roleOf(state, actor.name) !== null
    case 'role':
      return hasRole(state, actor, one.role)
    case 'team':
      return actor.kind === 'person' && isIn(state, actor.name, one.team)
  }
}

/** Whether somebody's vote counts towards these. */
export function mayVote(state: Project, name: string, votes: Votes): boolean {
  if (votes.team !== null) return isIn(state, name, votes.team)
  return hasRole(state, { kind: 'person', name }, 'developer')
}

/** The votes that are still missing. */
export function missingVotes(state: Project, wanted: readonly Votes[], voters: readonly string[]): Votes[] {
  return wanted.filter((votes) => voters.filter((name) => mayVote(state, name, votes)).length < votes.count)
}

/** A name for the records. */
export function nameOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.name : `branchline ${actor.name}`
}
