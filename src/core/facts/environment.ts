import type { Age, CalendarName } from './time.ts'
import type { Rule } from './condition.ts'
import type { Source } from './source.ts'
import type { Votes, Who } from './people.ts'
import type { Lifetime } from './pipeline.ts'

/** When a candidate that passes every gate goes. A list of them means any. */
export type Go = { readonly kind: 'by-itself' } | { readonly kind: 'by-hand' } | { readonly kind: 'hours'; readonly calendar: CalendarName }

export type Data =
  | { readonly kind: 'live' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'snapshot'; readonly snapshot: string; readonly refresh: 'on-request' | 'latest' }

export interface RolloutFact {
  readonly style: 'rolling' | 'blue-green'
  /** How many new instances may stand beside the old ones. */
  readonly surge: number
  readonly drainMs: number
  /** Shares of the new version, in percent, rising; the last is 100. */
  readonly steps: readonly number[]
  /** How long each step but the last is watched before the next. */
  readonly watchMs: number
}

export interface EnvironmentFact {
  readonly name: string
  /** `shared`: one, which takes turns. `each`: one of its own for every branch or change of the source. */
  readonly kind: 'shared' | 'each'
  /** Any of them. */
  readonly takes: readonly Source[]
  readonly components: readonly string[]
  readonly data: Data
  readonly infra: { readonly tool: 'terraform'; readonly directory: string } | null
  readonly go: readonly Go[]
  readonly after: readonly string[]
  readonly soak: Age | null
  readonly approve: readonly Votes[]
  /** An approval older than this counts no more. Null: it counts until its digest changes. */
  readonly approvalLasts: Age | null
  readonly if: Rule | null
  readonly claim: Age | null
  readonly queue: 'latest' | 'every' | 'batch'
  readonly pace: 'together' | 'each-component'
  readonly rollout: RolloutFact
  /** Pipelines that run against it after each rollout. All must pass. */
  readonly verify: readonly string[]
  readonly experiments: { readonly upToPercent: number } | null
  readonly space: string | null
  readonly server: string | null
  readonly registry: string | null
  readonly address: string
  readonly size: 'small' | 'medium' | 'large'
  readonly instances: number
  readonly pool: number
  readonly limit: number
  readonly expire: Lifetime | null
  readonly officeHours: { readonly calendar: CalendarName; readonly outside: 'asleep' | { readonly instances: number } } | null
  readonly allow: Readonly<Partial<Record<'see' | 'open' | 'deploy' | 'logs' | 'data', readonly Who[]>>>
  readonly env: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
  /** Somebody would be hurt by a mistake here: it takes what trusted runs made, and nothing else. */
  readonly isProtected: boolean
}

export interface SnapshotFact {
  readonly name: string
  readonly of: { readonly kind: 'environment' | 'snapshot'; readonly name: string }
  readonly when: CalendarName | null
  readonly strip: string | null
  readonly keep: Keep
  /** Null: anywhere. */
  readonly into: readonly string[] | null
  readonly approve: readonly Votes[]
}

export type Keep =
  | { readonly kind: 'age'; readonly age: Age }
  | { readonly kind: 'newest'; readonly count: number }
  | { readonly kind: 'until'; readonly environment: string }
  | { readonly kind: 'forever' }

export interface FreezeFact {
  readonly name: string
  readonly calendar: CalendarName
  readonly at: readonly string[]
  /** Changes from branches that match these go all the same. */
  readonly except: readonly string[]
}
