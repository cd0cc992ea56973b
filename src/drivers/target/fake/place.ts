import type { Activation, TargetState } from '../../../ports/target.ts'

/** One environment on a fake target. */
export interface Place {
  /** The highest generation anybody named. */
  seen: number
  /** The generation that took it down last. */
  removed: number
  serving: Activation | null
  /** What a rollout with a share below all leaves beside the new. */
  beside: Activation | null
  /** What stands there, by name: instances, and what a teardown forgot. */
  readonly standing: Set<string>
  readonly underWay: Map<string, Promise<unknown>>
}

export function emptyPlace(): Place {
  return { seen: 0, removed: 0, serving: null, beside: null, standing: new Set(), underWay: new Map() }
}

/** Equal for two activations that ask for the same. */
export function contentOf({ generation, components }: Activation): string {
  const parts = Object.entries(components).map(([name, { digest, instances, share }]) => `${name}=${digest}*${instances}@${share}`)
  return [generation, ...parts.toSorted()].join(' ')
}

export function stateOf(place: Place | undefined): TargetState | null {
  if (!place?.serving) return null
  const { generation, components } = place.serving
  const entries = Object.entries(components)
  return {
    generation,
    components: Object.fromEntries(entries.map(([name, { digest }]) => [name, digest])),
    shares: Object.fromEntries(entries.map(([name, { share }]) => [name, share])),
  }
}

export function instancesOf(activation: Activation): readonly string[] {
  return Object.entries(activation.components).flatMap(([name, { instances }]) =>
    Array.from({ length: instances }, (_, index) => `${name}.${activation.generation}.${index}`),
  )
}

export function isWhole(activation: Activation): boolean {
  return Object.values(activation.components).every(({ share }) => share >= 100)
}
