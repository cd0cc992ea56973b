import { nameSlots } from './name-slots.ts'
import type { Slot } from './slot.ts'
import { timeSlots } from './time-slots.ts'

/** Every slot there is, by its name in patterns. */
export const slots: ReadonlyMap<string, Slot> = new Map([...nameSlots, ...timeSlots].map((slot) => [slot.name, slot]))

export function slotNamed(name: string): Slot {
  const slot = slots.get(name)
  if (slot === undefined) throw new Error(`There is no slot ${name}.`)
  return slot
}
