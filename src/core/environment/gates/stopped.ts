import { projectRow } from '../../project/state.ts'
import { clearers, closed } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** Somebody stopped the line: nothing goes anywhere, except back. */
export const stopped: EnvironmentGate = ({ state }) => {
  const stop = projectRow(state)?.stopped
  if (!stop) return null
  return closed('line', 'stopped', { by: stop.by, reason: stop.reason }, { by: clearers.role('maintainer') })
}
