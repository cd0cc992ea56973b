import type { Votes, Who } from '../../../core/facts/index.ts'
import type { Phrase } from '../../phrase/phrase.ts'
import { single } from '../../phrase/phrase.ts'

/** Teams that every installation has, and the role each stands for. */
export const builtInTeams = {
  administrators: 'administrator',
  maintainers: 'maintainer',
  developers: 'developer',
  viewers: 'viewer',
} as const

export const builtInTeamNames: readonly string[] = Object.keys(builtInTeams)

const habits = {
  anyone: 'everyone',
  all: 'everyone',
  public: 'everyone',
  none: 'nobody',
  'no one': 'nobody',
  members: 'viewers',
  admins: 'administrators',
  owners: 'administrators',
}

export const person = single('PERSON', 'the name somebody signs in with', 'PERSON', ['ana', 'ben'])

export const who: Phrase<Who> = {
  name: 'WHO',
  says: 'people that are let in; a role lets in all above it',
  forms: [
    { pattern: 'everyone', example: 'everyone', make: () => ({ kind: 'everyone' }) },
    { pattern: 'nobody', example: 'nobody', make: () => ({ kind: 'nobody' }) },
    { pattern: 'signed in', example: 'signed in', make: () => ({ kind: 'signed-in' }) },
    { pattern: 'TEAM', example: 'developers', make: (got) => whoOf(got.text('TEAM')) },
  ],
  habits,
}

export const votes: Phrase<Votes> = {
  name: 'VOTES',
  says: 'so many people, one of a team, or so many of a team',
  forms: [
    { pattern: 'N', example: '2', make: (got) => ({ count: Number(got.text('N')), team: null }) },
    { pattern: 'N of TEAM', example: '2 of developers', make: (got) => ({ count: Number(got.text('N')), team: teamOf(got.text('TEAM')) }) },
    { pattern: 'TEAM', example: 'maintainers', make: (got) => ({ count: 1, team: teamOf(got.text('TEAM')) }) },
  ],
  habits: { none: '0' },
}

function whoOf(name: string): Who {
  const role = Object.entries(builtInTeams).find(([team]) => team === name)?.[1]
  return role === undefined ? { kind: 'team', team: name } : { kind: 'role', role }
}

/** A vote is a developer's at least, so naming the developers adds nothing. */
function teamOf(name: string): string | null {
  return name === 'developers' ? null : name
}
