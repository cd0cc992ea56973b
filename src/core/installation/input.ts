import type { Role } from '../facts/people.ts'
import type { Outcome } from '../kernel/effect.ts'

export type InstallationBody =
  | { readonly kind: 'wake' }
  | { readonly kind: 'receipt'; readonly effect: string; readonly attempt: number; readonly outcome: Outcome }
  | { readonly kind: 'starting'; readonly effect: string; readonly attempt: number }
  | { readonly kind: 'slot.ask'; readonly stream: string; readonly slot: string }
  | { readonly kind: 'slot.free'; readonly stream: string; readonly slot: string }
  /** The first administrator, once. */
  | { readonly kind: 'install'; readonly administrator: string; readonly slots: number }
  | { readonly kind: 'person.set'; readonly name: string; readonly role: Role }
  | { readonly kind: 'person.remove'; readonly name: string }
  | { readonly kind: 'project.add'; readonly stream: string; readonly repository: string; readonly governingBranch: string }
  | { readonly kind: 'capacity.set'; readonly slots: number }
  /** In every project at once. */
  | { readonly kind: 'line.stop'; readonly reason: string }
  | { readonly kind: 'line.resume' }
  /** Somebody has looked: the other stream has it, or will never. */
  | { readonly kind: 'effect.resolve'; readonly effect: string }
