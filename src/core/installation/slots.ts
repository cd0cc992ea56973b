import type { InstallationDraft } from './draft.ts'
import { slotsMax } from './state.ts'

/** Whoever asked first is served first, as far as there is room. */
export function grantSlots(draft: InstallationDraft): void {
  const rows = [...draft.state.slots.values()]
  const free = slotsMax(draft.state) - rows.filter((row) => row.isGranted).length
  const waiting = rows.filter((row) => !row.isGranted).toSorted((a, b) => a.number - b.number)
  for (const { stream, slot } of waiting.slice(0, Math.max(0, free))) {
    draft.emit({ kind: 'slot.given', stream, slot })
    draft.tell(stream, { kind: 'slot.granted', slot })
  }
}
