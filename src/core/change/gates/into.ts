import { clearers, closed } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'

/** The branch it goes into must exist. */
export const into: ChangeGate = ({ change, base }) =>
  base
    ? null
    : closed('into', 'no-branch', { branch: change.into }, { by: [{ kind: 'person', name: change.author }, ...clearers.role('developer')] })
