import { waiting } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'

/** Pipelines run what the change says: for somebody without write access, a developer looks first. */
export const trust: ChangeGate = ({ change }) =>
  change.mayRun
    ? null
    : waiting('trust', 'not-looked-at', { author: change.author }, { by: [{ kind: 'who', who: [{ kind: 'role', role: 'developer' }] }] })
