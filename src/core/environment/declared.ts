import type { EnvironmentFact } from '../facts/environment.ts'
import { environmentFact } from '../project/rules.ts'
import type { Project } from '../project/state.ts'
import type { EnvironmentRow } from './environment.ts'

/** What the file in force says of an environment. Null: it does not name it, or means another kind of thing by the name. */
export function declared(state: Project, row: EnvironmentRow): EnvironmentFact | null {
  const fact = environmentFact(state, row.name)
  return (fact?.kind === 'each') === (row.owner !== null) ? fact : null
}
