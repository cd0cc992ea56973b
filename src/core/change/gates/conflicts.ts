import { clearers, closed, opened, waiting } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'

/** It must be known what landing it makes. */
export const conflicts: ChangeGate = ({ change }) => {
  const { landing } = change
  if (!landing || landing.head !== change.head || landing.title !== change.title) {
    return waiting('conflicts', 'being-merged', { from: change.from, into: change.into }, { by: clearers.itself('the forge') })
  }
  if (landing.kind === 'clean') return opened('conflicts')
  return closed('conflicts', 'conflicts', { into: change.into, paths: landing.paths }, { by: [{ kind: 'person', name: change.author }] })
}
