import { closed } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** A protected environment takes what trusted runs made, and nothing else. */
export const trust: EnvironmentGate = ({ fact, set }) =>
  fact.isProtected && !set.isTrusted
    ? closed('trust', 'untrusted', { commit: set.commit }, { by: [{ kind: 'who', who: [{ kind: 'role', role: 'developer' }] }] })
    : null
