import type { Phrase } from '../../phrase/phrase.ts'
import { makeHours, makeTime, type HoursForm, type TimeForm } from './time.ts'

const habits = {
  manual: 'by hand',
  manually: 'by hand',
  'on request': 'by hand',
  on: 'by hand',
  auto: 'by itself',
  automatic: 'by itself',
  automatically: 'by itself',
  always: 'by itself',
}

export type GoForm = { readonly kind: 'by-itself' } | { readonly kind: 'by-hand' } | HoursForm

/** When an environment takes what passed every gate. */
export const go: Phrase<GoForm> = {
  name: 'GO',
  says: 'when something that passed every gate goes',
  forms: [
    { pattern: 'by itself', example: 'by itself', make: () => ({ kind: 'by-itself' }) },
    { pattern: 'by hand', example: 'by hand', make: () => ({ kind: 'by-hand' }) },
    { pattern: 'DAYS CLOCKS [ZONE]', example: 'weekdays 09:00-16:00', make: makeHours },
  ],
  habits,
}

export type MakeForm = { readonly kind: 'by-itself' } | { readonly kind: 'by-hand' } | TimeForm

/** When a candidate or a release is made. */
export const make: Phrase<MakeForm> = {
  name: 'MAKE',
  says: 'when one is made',
  forms: [
    { pattern: 'by itself', example: 'by itself', make: () => ({ kind: 'by-itself' }) },
    { pattern: 'by hand', example: 'by hand', make: () => ({ kind: 'by-hand' }) },
    { pattern: 'DAYS CLOCK [ZONE]', example: 'tuesdays 10:00', make: makeTime },
  ],
  habits,
}

export type PublishForm = MakeForm | { readonly kind: 'after'; readonly environment: string }

export const publish: Phrase<PublishForm> = {
  name: 'PUBLISH',
  says: 'when it is published: at once, by a person, at a time, or once an environment runs it and is verified',
  forms: [
    ...make.forms,
    { pattern: 'after ENV', example: 'after production', make: (got) => ({ kind: 'after', environment: got.text('ENV') }) },
  ],
  habits,
}
