/** What a condition may speak of, and where. */
export type ConditionPlace = 'pipeline' | 'job' | 'environment' | 'train'

export type FieldType = 'string' | 'int' | 'bool' | 'list<string>'

export interface Root {
  readonly name: string
  readonly says: string
  readonly places: readonly ConditionPlace[]
  /** A plain value, or what can be asked of it. Null: what it holds depends on the file. */
  readonly type: FieldType | Readonly<Record<string, { readonly type: FieldType; readonly says: string }>> | null
}

const everywhere: readonly ConditionPlace[] = ['pipeline', 'job', 'environment', 'train']

export const roots: readonly Root[] = [
  { name: 'branch', says: 'the branch, by its name', places: everywhere, type: 'string' },
  {
    name: 'change',
    says: 'the change, where there is one; ask with `has(change.number)`',
    places: everywhere,
    type: {
      number: { type: 'int', says: 'its number' },
      title: { type: 'string', says: 'its title' },
      author: { type: 'string', says: 'who opened it' },
      from: { type: 'string', says: 'the branch it comes from' },
      into: { type: 'string', says: 'the branch it goes into' },
      labels: { type: 'list<string>', says: 'its labels' },
      draft: { type: 'bool', says: 'whether it is still a draft' },
    },
  },
  {
    name: 'commit',
    says: 'the commit',
    places: everywhere,
    type: { id: { type: 'string', says: 'its id' }, title: { type: 'string', says: 'the first line of its message' } },
  },
  { name: 'paths', says: 'the files that changed; for patterns there is the key `paths`', places: everywhere, type: 'list<string>' },
  {
    name: 'release',
    says: 'the release or candidate that wants in',
    places: ['environment'],
    type: { version: { type: 'string', says: 'its version' } },
  },
  { name: 'needs', says: 'the jobs this one needs: needs.JOB.outcome, needs.JOB.outputs.NAME', places: ['job'], type: null },
  { name: 'inputs', says: 'what the run was started with: inputs.NAME', places: ['job'], type: null },
]

/** What `needs` and `inputs` hold at one condition. */
export interface KnownNames {
  readonly place: ConditionPlace
  /** Outputs of each job it needs. */
  readonly needs: ReadonlyMap<string, readonly string[]>
  readonly inputs: ReadonlyMap<string, FieldType>
}
