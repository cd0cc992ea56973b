import type { PersonRow } from '../../../src/core/project/state.ts'
import type { Role } from '../../../src/core/facts/people.ts'
import type { SeededRandom } from '../../../src/lib/seeded-random.ts'

/** The people of every history. Zoe has no role at all, and tries. */
export const people: readonly PersonRow[] = [
  { name: 'ana', role: 'administrator' },
  { name: 'mia', role: 'maintainer' },
  { name: 'lena', role: 'maintainer' },
  { name: 'dan', role: 'developer' },
  { name: 'dora', role: 'developer' },
  { name: 'olga', role: 'developer' },
  { name: 'vic', role: 'viewer' },
]

export const stranger = 'zoe'

const ranks: Readonly<Record<Role, number>> = { administrator: 3, maintainer: 2, developer: 1, viewer: 0 }

/** Somebody who mostly has this role or more, and sometimes is just anybody. */
export function somebody(random: SeededRandom, role: Role): string {
  if (random.chance(0.12)) return random.pick([...people.map(({ name }) => name), stranger])
  return random.pick(people.filter((person) => ranks[person.role] >= ranks[role])).name
}
