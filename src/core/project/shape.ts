import type { Answer } from '../kernel/answer.ts'
import { limits } from '../kernel/limits.ts'
import type { Command, CommandKind } from './input.ts'
import { refuse } from './refuse.ts'

/** What a field of a command must be; with `?`, it may also be null. A list of words: one of these. */
type Shape =
  | 'text'
  | 'text?'
  | 'number'
  | 'number?'
  | 'texts'
  | 'texts?'
  | 'yes-no'
  | 'yes-no?'
  | 'texts by name'
  | 'moves'
  | readonly string[]

type Shapes = {
  readonly [Kind in CommandKind]: {
    readonly [Field in Exclude<keyof Extract<Command, { readonly kind: Kind }>, 'kind'>]: Shape
  }
}

const votes = ['approved', 'rejected'] as const

const shapes: Shapes = {
  'project.open': { stream: 'text', repository: 'text', governingBranch: 'text' },
  'project.govern': { branch: 'text' },
  'line.stop': { reason: 'text' },
  'line.resume': {},
  'refs.propose': { refs: 'moves' },
  'change.open': { from: 'text', into: 'text?', title: 'text', labels: 'texts', isDraft: 'yes-no' },
  'change.edit': { change: 'number', title: 'text?', labels: 'texts?', isDraft: 'yes-no?' },
  'change.review': { change: 'number', verdict: votes, head: 'text' },
  'change.trust': { change: 'number', head: 'text' },
  'change.merge': { change: 'number' },
  'change.unmerge': { change: 'number' },
  'change.close': { change: 'number' },
  'run.start': { pipeline: 'text', branch: 'text', inputs: 'texts by name' },
  'run.cancel': { run: 'number' },
  'run.again': { pipeline: 'text', branch: 'text?', change: 'number?' },
  'job.approve': { run: 'number', job: 'text', verdict: votes },
  'environment.promote': { environment: 'text', branch: 'text?', change: 'number?', digest: 'text?' },
  'environment.approve': { environment: 'text', digest: 'text' },
  'environment.reject': { environment: 'text', digest: 'text', reason: 'text' },
  'environment.retry': { environment: 'text', digest: 'text' },
  'environment.hold': { environment: 'text', reason: 'text' },
  'environment.free': { environment: 'text' },
  'environment.abort': { environment: 'text' },
  'environment.rollback': { environment: 'text', generation: 'number?', component: 'text?' },
  'environment.close': { environment: 'text' },
  'environment.forget': { environment: 'text' },
  'effect.resolve': { effect: 'text', outcome: ['done', 'failed'], detail: 'text' },
}

/** Null: the command has the fields it must have. Whoever passes it on has parsed it; here is the last look. */
export function badShape(body: { readonly kind: string }): Answer | null {
  if (!Object.hasOwn(shapes, body.kind)) return null
  for (const [field, shape] of Object.entries<Shape>(shapes[body.kind as CommandKind])) {
    const value: unknown = Object.hasOwn(body, field) ? (body as Readonly<Record<string, unknown>>)[field] : undefined
    if (!fits(shape, value)) return refuse('bad-input', `${field} of ${body.kind} must be ${wordsFor(shape)}`)
  }
  return null
}

function fits(shape: Shape, value: unknown): boolean {
  if (typeof shape !== 'string') return isText(value) && shape.includes(value)
  if (shape.endsWith('?') && value === null) return true
  switch (shape) {
    case 'text':
    case 'text?':
      return isText(value)
    case 'number':
    case 'number?':
      return Number.isSafeInteger(value)
    case 'texts':
    case 'texts?':
      return Array.isArray(value) && value.every(isText)
    case 'yes-no':
    case 'yes-no?':
      return typeof value === 'boolean'
    case 'texts by name':
      return isRecord(value) && Object.values(value).every(isText)
    case 'moves':
      return Array.isArray(value) && value.every(isMove)
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= limits.textLengthMax
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isMove(value: unknown): boolean {
  const isCommit = (commit: unknown) => commit === null || isText(commit)
  return isRecord(value) && isText(value['name']) && isCommit(value['old']) && isCommit(value['new'])
}

function wordsFor(shape: Shape): string {
  if (typeof shape !== 'string') return shape.join(' or ')
  const words: Readonly<Record<string, string>> = { texts: 'a list of texts', 'yes-no': 'true or false', moves: 'a list of refs' }
  const plain = shape.endsWith('?') ? shape.slice(0, -1) : shape
  const known = words[plain] ?? (plain === 'texts by name' ? plain : `a ${plain}`)
  return shape.endsWith('?') ? `${known} or nothing` : known
}
