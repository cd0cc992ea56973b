import type { Outcome } from '../kernel/effect.ts'
import type { PersonRow } from './state.ts'

/** One ref as it was before and is now. */
export interface RefMove {
  readonly name: string
  readonly old: string | null
  readonly new: string | null
}

/** Facts: they happened, whatever anybody thinks of them. */
export type Fact =
  | { readonly kind: 'wake' }
  | { readonly kind: 'refs.changed'; readonly refs: readonly RefMove[]; readonly pusher: string | null }
  | { readonly kind: 'people.changed'; readonly people: readonly PersonRow[] }
  | { readonly kind: 'slot.granted'; readonly slot: string }
  | { readonly kind: 'receipt'; readonly effect: string; readonly attempt: number; readonly outcome: Outcome }
  | { readonly kind: 'starting'; readonly effect: string; readonly attempt: number }

/** What people, and parts on their behalf, want. Each may be refused, with the reason. */
export type Command =
  | { readonly kind: 'project.open'; readonly stream: string; readonly repository: string; readonly governingBranch: string }
  | { readonly kind: 'project.govern'; readonly branch: string }
  | { readonly kind: 'line.stop'; readonly reason: string }
  | { readonly kind: 'line.resume' }
  /** May these refs move so? Nothing has moved yet. */
  | { readonly kind: 'refs.propose'; readonly refs: readonly RefMove[] }
  | {
      readonly kind: 'change.open'
      readonly from: string
      readonly into: string | null
      readonly title: string
      readonly labels: readonly string[]
      readonly isDraft: boolean
    }
  | {
      readonly kind: 'change.edit'
      readonly change: number
      readonly title: string | null
      readonly labels: readonly string[] | null
      readonly isDraft: boolean | null
    }
  | { readonly kind: 'change.review'; readonly change: number; readonly verdict: 'approved' | 'rejected'; readonly head: string }
  /** Somebody who may has looked at it: its pipelines run. What they make stays untrusted. */
  | { readonly kind: 'change.trust'; readonly change: number; readonly head: string }
  | { readonly kind: 'change.merge'; readonly change: number }
  | { readonly kind: 'change.unmerge'; readonly change: number }
  | { readonly kind: 'change.close'; readonly change: number }
  | { readonly kind: 'run.start'; readonly pipeline: string; readonly branch: string; readonly inputs: Readonly<Record<string, string>> }
  | { readonly kind: 'run.cancel'; readonly run: number }
  /** The same pipeline on the same tree, though it has an outcome already. */
  | { readonly kind: 'run.again'; readonly pipeline: string; readonly branch: string | null; readonly change: number | null }
  | { readonly kind: 'job.approve'; readonly run: number; readonly job: string; readonly verdict: 'approved' | 'rejected' }
  | {
      readonly kind: 'environment.promote'
      readonly environment: string
      readonly branch: string | null
      readonly change: number | null
      readonly digest: string | null
    }
  | { readonly kind: 'environment.approve'; readonly environment: string; readonly digest: string }
  | { readonly kind: 'environment.reject'; readonly environment: string; readonly digest: string; readonly reason: string }
  | { readonly kind: 'environment.retry'; readonly environment: string; readonly digest: string }
  | { readonly kind: 'environment.hold'; readonly environment: string; readonly reason: string }
  | { readonly kind: 'environment.free'; readonly environment: string }
  | { readonly kind: 'environment.abort'; readonly environment: string }
  | {
      readonly kind: 'environment.rollback'
      readonly environment: string
      readonly generation: number | null
      readonly component: string | null
    }
  | { readonly kind: 'environment.close'; readonly environment: string }
  /** What cannot be removed is left where it is: a maintainer has seen what that is. */
  | { readonly kind: 'environment.forget'; readonly environment: string }
  /** Somebody looked, and says how an effect ended that nobody else knows of. */
  | { readonly kind: 'effect.resolve'; readonly effect: string; readonly outcome: 'done' | 'failed'; readonly detail: string }

export type Body = Fact | Command
export type CommandKind = Command['kind']
