import { isOpenAt, nextStart } from '../../kernel/calendar.ts'
import { deployers } from '../../project/rules.ts'
import { clearers, opened, waiting } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** When it goes: by itself, in its hours, or when somebody says so. Any of them lets it. */
export const go: EnvironmentGate = ({ state, fact, go: said, now, stage }) => {
  if (stage !== 'before') return null
  if (said) return opened('go', 'by-hand', { by: said.by })
  if (fact.go.some((one) => one.kind === 'by-itself')) return null
  const calendars = fact.go.flatMap((one) => (one.kind === 'hours' ? [one.calendar] : []))
  if (calendars.some((name) => isOpenAt(state.calendars.get(name), now) === true)) return opened('go', 'in-hours')
  const starts = calendars.flatMap((name) => nextStart(state.calendars.get(name), now) ?? [])
  const byHand = fact.go.some((one) => one.kind === 'by-hand') ? clearers.who(deployers(state, fact)) : []
  if (calendars.length === 0) return waiting('go', 'by-hand', {}, { by: byHand })
  const earliest = starts.length === 0 ? null : Math.min(...starts)
  return waiting('go', 'out-of-hours', { hours: calendars }, { by: [...byHand, { kind: 'itself', what: 'the calendar' }], earliest })
}
