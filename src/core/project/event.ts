import type { Boundaries } from '../kernel/calendar.ts'
import type { BranchEvent, ChangeEvent } from '../change/event.ts'
import type { EnvironmentEvent } from '../environment/event.ts'
import type { PipelineEvent } from '../pipeline/event.ts'
import type { RolloutEvent } from '../rollout/event.ts'
import type { PipelineFacts } from '../facts/pipeline.ts'
import type { ProcessFacts } from '../facts/process.ts'
import type { Instant } from '../facts/time.ts'
import type { PendingRow, PersonRow, ProjectRow } from './state.ts'
import type { Subject } from './subject.ts'

/** What happened to the project as a whole. */
export type ProjectEvent =
  | { readonly kind: 'project.opened'; readonly row: ProjectRow }
  | { readonly kind: 'project.governed'; readonly branch: string }
  | { readonly kind: 'process.taken'; readonly commit: string; readonly facts: ProcessFacts }
  /** The file in force has come back after one that was refused. */
  | { readonly kind: 'process.kept'; readonly commit: string }
  | { readonly kind: 'process.refused'; readonly commit: string; readonly problem: string }
  | { readonly kind: 'pipelines.known'; readonly pipelines: PipelineFacts }
  | { readonly kind: 'pipelines.dropped'; readonly digests: readonly string[] }
  | { readonly kind: 'people.changed'; readonly people: readonly PersonRow[] }
  | { readonly kind: 'line.stopped'; readonly by: string; readonly reason: string; readonly at: Instant }
  | { readonly kind: 'line.resumed'; readonly by: string }
  | { readonly kind: 'calendars.known'; readonly calendars: Readonly<Record<string, Boundaries>> }
  | { readonly kind: 'calendars.dropped'; readonly names: readonly string[] }

/** What is asked of the world, and what came of it. */
export type EffectEvent =
  | { readonly kind: 'effect.asked'; readonly row: PendingRow }
  | {
      readonly kind: 'effect.permitted'
      readonly effect: string
      readonly attempt: number
      readonly generation: number
      readonly expires: Instant
    }
  | { readonly kind: 'effect.refused'; readonly effect: string; readonly attempt: number; readonly gates: readonly string[] }
  | {
      readonly kind: 'effect.ended'
      readonly effect: string
      readonly attempt: number
      readonly outcome: 'done' | 'failed' | 'cancelled'
      readonly by: string
    }
  /** `again`: when people are told the next time, should nobody have ended it. */
  | { readonly kind: 'effect.late'; readonly effect: string; readonly again: Instant }
  | { readonly kind: 'effect.unknown'; readonly effect: string; readonly detail: string; readonly again: Instant }
  | { readonly kind: 'effect.forgotten'; readonly effect: string }
  | { readonly kind: 'subject.resting'; readonly subject: Subject; readonly until: Instant }
  | { readonly kind: 'subject.rested'; readonly subject: Subject }
  | { readonly kind: 'subject.reminded'; readonly subject: Subject; readonly at: Instant | null }
  | { readonly kind: 'alarm.set'; readonly subject: Subject; readonly at: Instant | null }

export type Event = ProjectEvent | EffectEvent | BranchEvent | ChangeEvent | PipelineEvent | EnvironmentEvent | RolloutEvent

export type EventKind = Event['kind']

/** How each kind of a module's events changes the state. Total and pure. */
export type Reducers<Kinds extends { readonly kind: string }, State> = {
  readonly [Kind in Kinds['kind']]: (state: State, event: Extract<Kinds, { readonly kind: Kind }>) => State
}
