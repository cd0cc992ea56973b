import type { Data } from '../../../core/facts/index.ts'
import type { Phrase } from '../../phrase/phrase.ts'
import { makeHours, type HoursForm } from './time.ts'

export interface ReadyForm {
  readonly path: string
  readonly within: string
}

export const ready: Phrase<ReadyForm> = {
  name: 'READY',
  says: 'an address that answers when the component is ready, and how long that may take',
  forms: [
    {
      pattern: 'ADDRESS [within AGE]',
      example: '/health within 60s',
      make: (got) => ({ path: got.text('ADDRESS'), within: got.optional('AGE') ?? '60s' }),
    },
  ],
  examples: ['/health', '/readyz within 60s'],
}

export const data: Phrase<Data> = {
  name: 'DATA',
  says: 'what an environment holds: live data, none, a snapshot once and on request, or each new one of it',
  forms: [
    { pattern: 'live', example: 'live', make: () => ({ kind: 'live' }) },
    { pattern: 'empty', example: 'empty', make: () => ({ kind: 'empty' }) },
    {
      pattern: 'latest SNAPSHOT',
      example: 'latest stripped',
      make: (got) => ({ kind: 'snapshot', snapshot: got.text('SNAPSHOT'), refresh: 'latest' }),
    },
    {
      pattern: 'SNAPSHOT',
      example: 'stripped',
      make: (got) => ({ kind: 'snapshot', snapshot: got.text('SNAPSHOT'), refresh: 'on-request' }),
    },
  ],
}

export const infra: Phrase<{ readonly tool: 'terraform'; readonly directory: string }> = {
  name: 'INFRA',
  says: 'what is planned, shown with everything else that is approved, and applied before the rollout',
  forms: [{ pattern: 'terraform DIR', example: 'terraform infra', make: (got) => ({ tool: 'terraform', directory: got.text('DIR') }) }],
}

export const experiments: Phrase<{ readonly upToPercent: number } | null> = {
  name: 'EXPERIMENTS',
  says: 'how much of the traffic a second version of a component may get',
  forms: [
    { pattern: 'none', example: 'none', make: () => null },
    { pattern: 'up to PERCENT', example: 'up to 20%', make: (got) => ({ upToPercent: Number(got.text('PERCENT').slice(0, -1)) }) },
  ],
}

export type ExpireForm = { readonly kind: 'after' | 'idle'; readonly after: string } | { readonly kind: 'with-run' }

export const expire: Phrase<ExpireForm> = {
  name: 'EXPIRE',
  says: 'when it is removed: so long after it was made, so long after it was last used, or with the run that wanted it',
  forms: [
    { pattern: 'with its run', example: 'with its run', acted: false, make: () => ({ kind: 'with-run' }) },
    { pattern: 'AGE idle', example: '7 days idle', make: (got) => ({ kind: 'idle', after: got.text('AGE') }) },
    { pattern: 'AGE', example: '2 days', make: (got) => ({ kind: 'after', after: got.text('AGE') }) },
  ],
}

export interface OfficeHoursForm extends HoursForm {
  /** How many instances stay up outside them. */
  readonly else: number
}

export const officeHours: Phrase<OfficeHoursForm> = {
  name: 'OFFICE',
  says: 'when it is up; outside it sleeps, or keeps fewer instances',
  forms: [
    { pattern: 'DAYS CLOCKS [ZONE] else N instance', example: 'weekdays 08:00-19:00 else 1 instance', make: makeOfficeHours },
    { pattern: 'DAYS CLOCKS [ZONE] else N instances', example: 'weekdays 08:00-19:00 else 2 instances', make: makeOfficeHours },
    { pattern: 'DAYS CLOCKS [ZONE]', example: 'weekdays 08:00-19:00', make: makeOfficeHours },
  ],
}

function makeOfficeHours(got: Parameters<typeof makeHours>[0]): OfficeHoursForm {
  return { ...makeHours(got), else: Number(got.optional('N') ?? 0) }
}

export type KeepForm =
  | { readonly kind: 'age'; readonly age: string }
  | { readonly kind: 'newest'; readonly count: number }
  | { readonly kind: 'until'; readonly environment: string }
  | { readonly kind: 'forever' }

export const keep: Phrase<KeepForm> = {
  name: 'KEEP',
  says: 'how long it is kept: for a time, the newest ones, until an environment runs it or a newer one, or forever',
  forms: [
    { pattern: 'forever', example: 'forever', make: () => ({ kind: 'forever' }) },
    { pattern: 'until ENV', example: 'until production', make: (got) => ({ kind: 'until', environment: got.text('ENV') }) },
    { pattern: 'N newest', example: '10 newest', make: (got) => ({ kind: 'newest', count: Number(got.text('N')) }) },
    { pattern: 'AGE', example: '90 days', make: (got) => ({ kind: 'age', age: got.text('AGE') }) },
  ],
}
