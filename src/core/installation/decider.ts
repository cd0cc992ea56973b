import type { Decider } from '../kernel/decider.ts'
import { limits } from '../kernel/limits.ts'
import type { Work } from '../kernel/work.ts'
import type { Instant } from '../facts/time.ts'
import { applyInstallation } from './apply.ts'
import { decideInstallation } from './decide.ts'
import type { InstallationEvent } from './event.ts'
import type { InstallationBody } from './input.ts'
import { fromInstallationRows, installationChanges, type Installation } from './state.ts'

/** The core of the installation, as the engine runs it. */
export const installation: Decider<Installation, InstallationBody, InstallationEvent, Work> = {
  version: 1,
  wake: { kind: 'wake' },
  empty: () => fromInstallationRows([]),
  decide: decideInstallation,
  apply: applyInstallation,
  nextWake,
  changes: installationChanges,
  fromRows: (_stream, rows) => fromInstallationRows(rows),
  starting: (effect, attempt) => ({ kind: 'starting', effect, attempt }),
  receipt: (effect, attempt, outcome) => ({ kind: 'receipt', effect, attempt, outcome }),
  upcast: (event) => event as InstallationEvent,
  migrate: (row) => row,
}

function nextWake(state: Installation): Instant | null {
  const deadlines = [...state.tellings.values()].filter((row) => row.state === 'asked').map((row) => row.deadline + limits.lateGraceMs)
  return deadlines.length === 0 ? null : Math.min(...deadlines)
}
