import { closed } from '../../verdict/make.ts'
import { processOf } from '../../project/state.ts'
import type { ChangeGate } from '../judge.ts'

/** Where history must be linear, a landing with two parents is not taken. */
export const history: ChangeGate = ({ state, change, rule }) => {
  const { landing } = change
  if (rule.history !== 'linear' || landing?.kind !== 'clean' || landing.facts.parents.length < 2) return null
  return closed(
    'history',
    'not-linear',
    { land: processOf(state)?.changes.land ?? 'merge' },
    { by: [{ kind: 'who', who: [{ kind: 'role', role: 'maintainer' }] }] },
  )
}
