import type { PersonRow } from '../project/state.ts'
import type { Instant } from '../facts/time.ts'
import type { ProjectEntry, TellingRow } from './state.ts'

export type InstallationEvent =
  | { readonly kind: 'installed'; readonly slotsMax: number }
  | { readonly kind: 'person.set'; readonly person: PersonRow; readonly by: string }
  | { readonly kind: 'person.removed'; readonly name: string; readonly by: string }
  | { readonly kind: 'project.added'; readonly entry: ProjectEntry; readonly by: string }
  | { readonly kind: 'capacity.set'; readonly slotsMax: number; readonly by: string }
  | { readonly kind: 'slot.asked'; readonly stream: string; readonly slot: string; readonly at: Instant }
  | { readonly kind: 'slot.given'; readonly stream: string; readonly slot: string }
  | { readonly kind: 'slot.freed'; readonly stream: string; readonly slot: string }
  | { readonly kind: 'telling'; readonly row: TellingRow }
  | { readonly kind: 'told'; readonly effect: string }
  | { readonly kind: 'telling.late'; readonly effect: string }
