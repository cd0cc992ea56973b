import type { PersonRow } from '../../../src/core/project/state.ts'
import { people, somebody, stranger } from '../world/cast.ts'
import { governingBranch, type Act, type Stage } from './stage.ts'

/** What is done to the project as a whole. */
export const projectActs = {
  'stop the line': ({ random, say }) => say(somebody(random, 'maintainer'), { kind: 'line.stop', reason: 'something smells' }),
  'resume the line': ({ random, say }) => say(somebody(random, 'maintainer'), { kind: 'line.resume' }),
  'govern by another branch': ({ random, say }) =>
    say(somebody(random, 'administrator'), { kind: 'project.govern', branch: random.chance(0.7) ? governingBranch : 'dev' }),
  'change the people': ({ random, tell }) => tell('installation', { kind: 'people.changed', people: otherPeople(random) }),
  'say how an effect ended': resolveEffect,
} satisfies Readonly<Record<string, Act>>

/** Somebody leaves, comes, or gets another role; the administrator stays. */
function otherPeople(random: Stage['random']): readonly PersonRow[] {
  const others = people.slice(1).filter(() => random.chance(0.85))
  const moved = others.map((person) => (random.chance(0.2) ? { ...person, role: random.pick(['maintainer', 'developer', 'viewer'] as const) } : person))
  const first = people[0]
  return [...(first ? [first] : []), ...moved, ...(random.chance(0.1) ? [{ name: stranger, role: 'viewer' as const }] : [])]
}

function resolveEffect({ random, project, say }: Stage): void {
  const open = [...project.pending.values()].filter((row) => row.state !== 'asked' || random.chance(0.02))
  if (open.length === 0) return
  say(somebody(random, 'maintainer'), {
    kind: 'effect.resolve',
    effect: random.pick(open).id,
    outcome: random.pick(['done', 'failed']),
    detail: 'somebody looked',
  })
}
