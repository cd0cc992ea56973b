import type { Relation } from '../../../ports/forge.ts'
import type { Commit, FakeRepository } from './repository.ts'

/** The commit itself and all that came before it. */
function ancestorsOf(repository: FakeRepository, commit: string): ReadonlySet<string> {
  const seen = new Set<string>([commit])
  for (const id of seen) for (const parent of repository.commit(id).parents) seen.add(parent)
  return seen
}

export function isAncestor(repository: FakeRepository, older: string, newer: string): boolean {
  return ancestorsOf(repository, newer).has(older)
}

export function relation(repository: FakeRepository, a: string, b: string): Relation {
  if (repository.commit(a).id === repository.commit(b).id) return 'same'
  if (isAncestor(repository, a, b)) return 'ancestor'
  return isAncestor(repository, b, a) ? 'descendant' : 'unrelated'
}

/** The newest commit both sides have. Where there are several, the first in the order of their names. */
export function mergeBase(repository: FakeRepository, a: string, b: string): Commit | null {
  const ofA = ancestorsOf(repository, a)
  const common = [...ancestorsOf(repository, b)].filter((id) => ofA.has(id))
  const covered = new Set(common.flatMap((id) => repository.commit(id).parents.flatMap((parent) => [...ancestorsOf(repository, parent)])))
  const best = common.filter((id) => !covered.has(id)).toSorted()[0]
  return best === undefined ? null : repository.commit(best)
}

/** The commits `head` has and `base` has not, oldest first, along the first parents. */
export function commitsBetween(repository: FakeRepository, base: string, head: string): readonly Commit[] {
  const known = ancestorsOf(repository, base)
  const result: Commit[] = []
  let id: string | undefined = head
  while (id !== undefined && !known.has(id)) {
    const commit: Commit = repository.commit(id)
    result.unshift(commit)
    id = commit.parents[0]
  }
  return result
}

/** How many commits `base` has that `head` has not. */
export function behind(repository: FakeRepository, base: string, head: string): number {
  const known = ancestorsOf(repository, head)
  return [...ancestorsOf(repository, base)].filter((id) => !known.has(id)).length
}
