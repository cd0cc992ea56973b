import { projectRow } from '../../project/state.ts'
import { clearers, closed } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'

/** Somebody stopped the line. */
export const stopped: ChangeGate = ({ state }) => {
  const stop = projectRow(state)?.stopped
  if (!stop) return null
  return closed('line', 'stopped', { by: stop.by, reason: stop.reason }, { by: clearers.role('maintainer') })
}
