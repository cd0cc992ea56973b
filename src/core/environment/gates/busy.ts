import { clearers, waiting } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** One rollout at a time. */
export const busy: EnvironmentGate = ({ row, stage }) => {
  if (stage !== 'before') return null
  if (row.closing) return waiting('busy', 'closing', { environment: row.id }, { by: clearers.itself('the target') })
  return row.rollout ? waiting('busy', 'rolling-out', { environment: row.id }, { by: clearers.itself('the rollout') }) : null
}
