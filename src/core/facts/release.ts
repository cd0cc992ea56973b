import type { Keep } from './environment.ts'
import type { Source } from './source.ts'
import type { Votes } from './people.ts'
import type { CalendarName } from './time.ts'
import type { Rule } from './condition.ts'

export type VersionRules =
  | { readonly scheme: 'build' }
  | { readonly scheme: 'calver'; readonly format: string; readonly labels: string | null }
  | { readonly scheme: 'semver'; readonly format: string; readonly labels: string | null }

/** How candidates or releases are made. */
export interface ReleaseRules {
  readonly of: readonly Source[]
  readonly when: readonly ReleaseStart[]
  readonly approve: readonly Votes[]
  /** Environments the one who approves picks from. Empty: all that take it. */
  readonly choose: readonly string[]
  readonly publish: ReleaseStart | { readonly kind: 'after'; readonly environment: string }
  readonly notes: 'generated' | 'none'
  readonly changelog: string | null
  readonly artifacts: readonly string[]
  readonly registry: string | null
  readonly prerelease: string
  readonly keep: Keep
}

export type ReleaseStart =
  | { readonly kind: 'by-itself' }
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'time'; readonly calendar: CalendarName }

export interface TrainFact {
  readonly name: string
  readonly from: string
  readonly into: string
  readonly when: CalendarName
  readonly if: Rule | null
  readonly approve: readonly Votes[]
}
