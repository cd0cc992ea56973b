import { slotsMax, type Installation } from '../../../src/core/installation/state.ts'
import { demand } from './violation.ts'

/** After slots were given there are no more than may be: where there are, somebody has lowered the number, and none was given. */
export function checkSlots(state: Installation): void {
  const granted = [...state.slots.values()].filter((row) => row.isGranted).length
  demand(granted <= slotsMax(state), 'no more jobs at once than there are places', () => `${granted} of ${slotsMax(state)}`)
}
