import type { Decider } from '../kernel/decider.ts'
import type { Work } from '../kernel/work.ts'
import { apply } from './apply.ts'
import { decide } from './decide.ts'
import type { Event } from './event.ts'
import type { Body } from './input.ts'
import { changes, emptyProject, fromRows, type Project } from './state.ts'
import { nextWake } from './wake.ts'

/** The core of one project, as the engine runs it. */
export const project: Decider<Project, Body, Event, Work> = {
  version: 1,
  wake: { kind: 'wake' },
  empty: emptyProject,
  decide,
  apply,
  nextWake,
  changes,
  fromRows: (_stream, rows) => fromRows(rows),
  starting: (effect, attempt) => ({ kind: 'starting', effect, attempt }),
  receipt: (effect, attempt, outcome) => ({ kind: 'receipt', effect, attempt, outcome }),
  upcast: (event) => event as Event,
  migrate: (row) => row,
}
