import { isOpenAt, nextBoundary } from '../../kernel/calendar.ts'
import { matches } from '../../kernel/pattern.ts'
import { processOf } from '../../project/state.ts'
import { closed } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** Nothing goes out in this time, unless it comes from a branch that may. What serves already is brought to its end. */
export const freeze: EnvironmentGate = ({ state, fact, set, now, stage }) => {
  if (stage === 'serving') return null
  for (const one of Object.values(processOf(state)?.freezes ?? {})) {
    if (!one.at.includes(fact.name) || one.except.some((pattern) => matches(pattern, set.branch))) continue
    const calendar = state.calendars.get(one.calendar)
    if (isOpenAt(calendar, now) === false) continue
    return closed(
      'freeze',
      'frozen',
      { freeze: one.name },
      { by: [{ kind: 'itself', what: 'the calendar' }], earliest: nextBoundary(calendar, now) },
    )
  }
  return null
}
