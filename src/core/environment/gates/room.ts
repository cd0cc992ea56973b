import { clearers, waiting } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** Of an environment that makes one for each, only so many stand at once. */
export const room: EnvironmentGate = ({ state, fact, row, stage }) => {
  if (fact.kind !== 'each' || stage !== 'before' || row.current) return null
  const standing = [...state.environments.values()].filter(
    (other) => other.name === row.name && other.id !== row.id && (other.current || other.rollout || other.closing),
  )
  if (standing.length < fact.limit) return null
  return waiting('room', 'full', { environment: fact.name, limit: fact.limit }, { by: clearers.itself('one that is taken down') })
}
