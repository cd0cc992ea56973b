import { clearers, closed, opened, waiting } from '../../verdict/make.ts'
import { isChosen } from '../offer.ts'
import type { EnvironmentGate } from '../judge.ts'

/**
 * Nothing goes backwards by itself: that is what going back is for. While a rollout is under way nothing
 * else comes to serve, so what was found before it started still holds.
 */
export const order: EnvironmentGate = ({ row, set, stage }) => {
  const { current, relation } = row
  if (stage !== 'before' || row.owner || isChosen(row, set)) return null
  if (!current || current.set.commit === set.commit || current.set.branch !== set.branch) return null
  const isKnown = relation?.candidate === set.commit && relation.current === current.set.commit
  if (!isKnown)
    return waiting('order', 'being-compared', { commit: set.commit, current: current.set.commit }, { by: clearers.itself('the forge') })
  if (relation.is !== 'ancestor') return opened('order')
  return closed('order', 'older', { commit: set.commit, current: current.set.commit }, { by: clearers.itself('a newer commit') })
}
