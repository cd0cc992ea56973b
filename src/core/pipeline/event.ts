import type { Subject } from '../project/subject.ts'
import type { Made } from './evidence.ts'
import type { JobState, RunOutcome, RunRow } from './run.ts'

export type PipelineEvent =
  | { readonly kind: 'run.started'; readonly row: RunRow; readonly watchers: readonly Subject[] }
  | { readonly kind: 'run.watched'; readonly evidence: string; readonly by: Subject }
  | { readonly kind: 'job.moved'; readonly run: number; readonly job: string; readonly state: JobState; readonly attempt: number }
  | { readonly kind: 'component.made'; readonly run: number; readonly component: string; readonly made: Made }
  | { readonly kind: 'run.cancelled'; readonly run: number; readonly by: string; readonly isReplaced: boolean }
  | { readonly kind: 'run.ended'; readonly run: number; readonly outcome: RunOutcome }
  | { readonly kind: 'evidence.dropped'; readonly keys: readonly string[] }
