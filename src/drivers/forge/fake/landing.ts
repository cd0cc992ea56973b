import type { LandingRequest, LandingResult } from '../../../ports/forge.ts'
import { behind, commitsBetween, isAncestor, mergeBase } from './ancestry.ts'
import type { Commit, FakeRepository } from './repository.ts'
import { emptyTree, mergeTrees, type Merge } from './tree.ts'

/** The commit a landing would make. It is written, and no ref points to it. */
export function landingOf(repository: FakeRepository, request: LandingRequest): LandingResult {
  const { base, head } = request
  if (isAncestor(repository, head, base)) return { kind: 'clean', commit: base, behind: behind(repository, base, head) }
  const landed = request.how === 'rebase' ? rebased(repository, request) : merged(repository, request)
  return landed.kind === 'conflict' ? landed : { kind: 'clean', commit: landed.commit.id, behind: behind(repository, base, head) }
}

type Landed = { readonly kind: 'clean'; readonly commit: Commit } | Extract<Merge, { kind: 'conflict' }>

function merged(repository: FakeRepository, { base, head, how, title, author }: LandingRequest): Landed {
  const common = mergeBase(repository, base, head)
  const merge = mergeTrees(common?.tree ?? emptyTree, repository.commit(base).tree, repository.commit(head).tree)
  if (merge.kind === 'conflict') return merge
  const parents = how === 'merge' ? [base, head] : [base]
  return { kind: 'clean', commit: repository.write(parents, merge.tree, title, author) }
}

function rebased(repository: FakeRepository, { base, head }: LandingRequest): Landed {
  let top = repository.commit(base)
  for (const commit of commitsBetween(repository, base, head)) {
    const parent = commit.parents[0]
    const merge = mergeTrees(parent === undefined ? emptyTree : repository.commit(parent).tree, top.tree, commit.tree)
    if (merge.kind === 'conflict') return merge
    top = repository.write([top.id], merge.tree, commit.title, commit.author)
  }
  return { kind: 'clean', commit: top }
}
