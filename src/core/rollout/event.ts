import type { Failure, RolloutRow, Step, StepState } from './rollout.ts'

export type RolloutEvent =
  | { readonly kind: 'rollout.started'; readonly row: RolloutRow }
  | { readonly kind: 'rollout.moved'; readonly rollout: string; readonly step: number; readonly state: StepState }
  /** From here on the target may serve some of it. */
  | { readonly kind: 'rollout.activating'; readonly rollout: string }
  /** It goes back, with a generation of its own. */
  | {
      readonly kind: 'rollout.returning'
      readonly rollout: string
      readonly generation: number
      readonly steps: readonly Step[]
      readonly failure: Failure
    }
  /** The target knew a higher generation: the step is done again with one above it. */
  | { readonly kind: 'rollout.raised'; readonly rollout: string; readonly environment: string; readonly generation: number }
  | { readonly kind: 'rollout.ended'; readonly rollout: string; readonly outcome: 'deployed' | 'aborted' | 'withdrawn' }
