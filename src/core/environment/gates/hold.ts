import { deployers } from '../../project/rules.ts'
import { clearers, closed } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** Somebody, or going back, holds the environment as it is. */
export const hold: EnvironmentGate = ({ state, fact, row }) => {
  if (!row.hold) return null
  const { by, reason, since } = row.hold
  return closed('hold', 'held', { environment: row.id, by, reason, since }, { by: clearers.who(deployers(state, fact)) })
}
