/** What an environment is to serve from now on. */
export interface Activation {
  readonly environment: string
  /** Rises with everything that is wanted of this environment. */
  readonly generation: number
  readonly components: Readonly<Record<string, { readonly digest: string; readonly instances: number; readonly share: number }>>
  readonly commit: string
  readonly version: string | null
  readonly address: string
  readonly size: string
  readonly surge: number
  readonly drainMs: number
  readonly style: 'rolling' | 'blue-green'
}

export type ActivationResult =
  | { readonly kind: 'serving'; readonly address: string }
  /** The new instances never became ready. The old ones serve on. */
  | { readonly kind: 'not-ready'; readonly component: string; readonly detail: string }
  /** It has been told to serve a higher generation already. */
  | { readonly kind: 'superseded'; readonly generation: number }

export interface TargetState {
  readonly generation: number
  readonly components: Readonly<Record<string, string>>
  /** In percent, by component: a step of a rollout keeps its generation, and only this tells it from the one before. */
  readonly shares: Readonly<Record<string, number>>
}

/** Where components run. What serves does not depend on who told it to. */
export interface Target {
  /** True: it refuses a generation lower than one it has seen, whoever asks. Where not, pages and `doctor` say so. */
  readonly canCompareGenerations: boolean
  /**
   * Told again while it is under way, or after it is done, it is done once. Aborted, it rejects: what served
   * before serves on, or the new does, and `state` tells which.
   */
  activate(activation: Activation, signal: AbortSignal): Promise<ActivationResult>
  /** Null: known not to exist. */
  state(environment: string): Promise<TargetState | null>
  /**
   * Takes away what this installation's inventory says it made there; done again until nothing is left.
   * One that can compare takes nothing away for a generation lower than one it has seen: then `superseded` is that one.
   */
  remove(environment: string, generation: number): Promise<{ readonly left: readonly string[]; readonly superseded: number | null }>
  /** Environments that have anything at all. All of them, or a rejection. */
  inventory(): Promise<readonly string[]>
}
