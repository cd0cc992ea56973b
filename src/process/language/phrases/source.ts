import type { Source, Start } from '../../../core/facts/index.ts'
import { patternHabits } from './words.ts'
import type { Form, Got, Phrase } from '../../phrase/phrase.ts'
import { makeTime, timeHabits, type TimeForm } from './time.ts'

const branchForms = [
  { pattern: 'branch P', example: 'branch main', make: (got: Got) => ({ kind: 'branch' as const, branch: got.text('P') }) },
  { pattern: 'any branch', example: 'any branch', make: () => ({ kind: 'branch' as const, branch: '*' }) },
]

const changeForm = {
  pattern: 'change [into P] [with label TEXT]',
  example: 'change into main',
  make: (got: Got) => ({ kind: 'change' as const, into: got.optional('P'), label: got.optional('TEXT') }),
}

const madeForms: readonly Form<Source>[] = [
  { pattern: 'candidate', example: 'candidate', acted: false, make: () => ({ kind: 'candidate' }) },
  { pattern: 'release', example: 'release', acted: false, make: () => ({ kind: 'release' }) },
  { pattern: 'image REGISTRY/P', example: 'image releases/*', acted: false, make: makeImage },
  { pattern: 'working copy', example: 'working copy', acted: false, make: () => ({ kind: 'working-copy' }) },
]

/** What an environment takes. */
export const source: Phrase<Source> = {
  name: 'SOURCE',
  says: 'what an environment takes',
  forms: [...branchForms, changeForm, ...madeForms],
  habits: { 'pull request': 'change', pr: 'change', merge: 'change', mr: 'change', tag: 'release', commit: 'any branch', ...patternHabits },
}

/** What has one environment each, or what candidates and releases are made of. */
export const line: Phrase<Source> = {
  name: 'LINE',
  says: 'a branch, or changes',
  forms: [...branchForms, changeForm],
  habits: { 'pull request': 'change', pr: 'change', mr: 'change', ...patternHabits },
}

export type StartForm = Exclude<Start, { kind: 'time' }> | TimeForm

export const start: Phrase<StartForm> = {
  name: 'START',
  says: 'what starts a pipeline',
  forms: [
    { pattern: 'push [to P]', example: 'push', make: (got) => ({ kind: 'push', to: got.optional('P') }) },
    changeForm,
    { pattern: 'by hand', example: 'by hand', make: () => ({ kind: 'by-hand' }) },
    { pattern: 'pipeline PIPELINE', example: 'pipeline ci', make: (got) => ({ kind: 'pipeline', pipeline: got.text('PIPELINE') }) },
    { pattern: 'DAYS CLOCK [ZONE]', example: 'weekdays 06:00', acted: false, make: makeTime },
    { pattern: 'tag P', example: 'tag v*', acted: false, make: (got) => ({ kind: 'tag', name: got.text('P') }) },
    { pattern: 'commit', example: 'commit', acted: false, make: () => ({ kind: 'commit' }) },
  ],
  examples: ['push', 'push to main', 'change', 'change into main', 'by hand', 'pipeline ci', 'weekdays 06:00', 'tag v*', 'commit'],
  habits: {
    pull_request: 'change',
    merge_request: 'change',
    'pull request': 'change',
    pr: 'change',
    mr: 'change',
    manual: 'by hand',
    workflow_dispatch: 'by hand',
    'on request': 'by hand',
    on: 'by hand',
    schedule: 'daily 02:00',
    release: 'tag v*',
    'pre-commit': 'commit',
    ...timeHabits,
  },
}

function makeImage(got: Got): Source {
  const path = got.text('REGISTRY/P')
  const slash = path.indexOf('/')
  return { kind: 'image', registry: path.slice(0, slash), name: path.slice(slash + 1) }
}
