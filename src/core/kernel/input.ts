import type { Instant } from '../facts/time.ts'

/** Who an input comes from. What they may do is decided in the core, never by the one who passes it on. */
export type Actor =
  | { readonly kind: 'person'; readonly name: string }
  /** The forge, a worker, the engine's clock: parts of this installation. */
  | { readonly kind: 'part'; readonly name: string }

/** Something that happened, or that somebody wants. `id` is unique in its stream; ids made from it are too. */
export interface Input<Body> {
  readonly id: string
  readonly at: Instant
  readonly by: Actor
  readonly body: Body
}
