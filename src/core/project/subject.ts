/** A thing that is looked at again when something about it has changed. */
export type Subject = 'project' | `branch:${string}` | `change:${number}` | `run:${number}` | `environment:${string}` | `rollout:${string}`

export type SubjectKind = 'project' | 'branch' | 'change' | 'run' | 'environment' | 'rollout'

/** The kind and the key of a subject. */
export function split(subject: Subject): { readonly kind: SubjectKind; readonly key: string } {
  const at = subject.indexOf(':')
  if (at < 0) return { kind: 'project', key: '' }
  return { kind: subject.slice(0, at) as SubjectKind, key: subject.slice(at + 1) }
}
