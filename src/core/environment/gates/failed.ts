import { deployers } from '../../project/rules.ts'
import { clearers, closed } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** What failed here does not go again by itself. */
export const failed: EnvironmentGate = ({ state, fact, row, set, stage }) => {
  if (stage !== 'before' || !row.failed.includes(set.digest)) return null
  return closed('failed', 'failed-before', { environment: row.id, commit: set.commit }, { by: clearers.who(deployers(state, fact)) })
}
