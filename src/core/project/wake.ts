import type { Instant } from '../facts/time.ts'
import type { Answer } from '../kernel/answer.ts'
import { limits } from '../kernel/limits.ts'
import type { Draft } from './draft.ts'
import { takeLate } from './late.ts'
import type { Project } from './state.ts'
import type { Subject } from './subject.ts'

/** Time has passed: whoever wanted to be looked at by now is. */
export function takeWake(draft: Draft): Answer {
  for (const [subject, at] of draft.state.alarms.entries()) if (at <= draft.now) draft.touch(subject as Subject)
  for (const [subject, until] of draft.state.rests.entries()) {
    if (until <= draft.now) draft.emit({ kind: 'subject.rested', subject: subject as Subject })
  }
  for (const row of draft.state.pending.values()) if (row.deadline + limits.lateGraceMs <= draft.now) takeLate(draft, row)
  return { kind: 'noted' }
}

const known = new WeakMap<object, Instant | null>()

/** When the core wants to be asked again if nothing happens before. */
export function nextWake(state: Project): Instant | null {
  const moments = [
    earliestIn(state.alarms, () => state.alarms.values()),
    earliestIn(state.rests, () => state.rests.values()),
    earliestIn(state.pending, () => deadlines(state)),
  ]
  return least(moments)
}

function* deadlines(state: Project): Generator<Instant> {
  for (const row of state.pending.values()) yield row.deadline + limits.lateGraceMs
}

/** A table that did not change has the answer it had. */
function earliestIn(table: object, moments: () => Iterable<Instant>): Instant | null {
  const before = known.get(table)
  if (before !== undefined) return before
  const found = least(moments())
  known.set(table, found)
  return found
}

function least(moments: Iterable<Instant | null>): Instant | null {
  let found: Instant | null = null
  for (const moment of moments) if (moment !== null && (found === null || moment < found)) found = moment
  return found
}
