import type { BranchRule } from '../../../src/core/facts/branch.ts'
import type { PipelineFact } from '../../../src/core/facts/pipeline.ts'
import type { Landing } from '../../../src/core/change/change.ts'
import type { Work } from '../../../src/core/kernel/work.ts'
import type { Book, NotedChange } from './book.ts'
import { demand } from './violation.ts'

type RefUpdate = Extract<Work, { readonly kind: 'ref.update' }>
type Clean = Extract<Landing, { readonly kind: 'clean' }>

const invariant = 'a merge is permitted only while its gates are open'

/** Recomputed from the facts, at the moment a permit to merge was granted. */
export function checkMergePermit(book: Book, number: number, work: RefUpdate): void {
  const change = book.changes.get(number)
  const no = (why: string) => (): string => `#${number}: ${why}`
  demand(change !== undefined, invariant, no('it is not open'))
  demand(book.stoppedBy === null, invariant, no(`${book.stoppedBy} stopped the line`))
  demand(!change.isDraft, invariant, no('it is a draft'))
  demand(change.asked !== null, invariant, no('nobody asked for it'))
  const { landing } = change
  demand(landing?.kind === 'clean', invariant, no('it has no clean landing'))
  demand(landing.facts.commit === work.to, invariant, no(`${work.to} lands, and ${landing.facts.commit} was looked at`))
  demand(landing.base === work.expect, invariant, no('another base is expected than the landing has'))
  demand(landing.base === book.branches.get(change.into)?.head, invariant, no(`${change.into} stands elsewhere`))
  demand(landing.head === book.branches.get(change.from)?.head, invariant, no(`${change.from} stands elsewhere`))
  demand(landing.title === change.title, invariant, no(`it lands as “${landing.title}” and is called “${change.title}”`))
  const rule = book.ruleOf(change.into)
  if (!rule) return
  checkTitle(book, change)
  checkVotes(book, change, rule, landing)
  checkPipelines(book, change, rule, landing)
  demand(rule.history !== 'linear' || landing.facts.parents.length < 2, invariant, no('its landing is not linear'))
  demand(rule.behind !== 'refused' || landing.behind === 0, invariant, no('it is behind'))
}

function checkTitle(book: Book, change: NotedChange): void {
  if (book.process?.changes.titles !== 'conventional') return
  demand(
    /^[a-z]+(\([^()]+\))?!?: \S/u.test(change.title),
    invariant,
    () => `#${change.number}: the title “${change.title}” is not conventional`,
  )
}

function checkVotes(book: Book, change: NotedChange, rule: BranchRule, landing: Clean): void {
  const tree = book.branches.get(change.from)?.tree
  const reviews = [...change.reviews.values()].filter(({ tree: seen }) => rule.staleReviews === 'kept' || seen === tree)
  const approvers = reviews.filter(({ verdict, by }) => verdict === 'approved' && by !== change.author).map(({ by }) => by)
  const owners = (book.process?.owners ?? []).filter(
    ({ paths }) => landing.facts.changed.isCut || landing.facts.changed.paths.some((path) => isBelow(paths, path)),
  )
  for (const votes of [...rule.reviews, ...owners.flatMap((owner) => owner.votes)]) {
    const count = approvers.filter((name) => book.isOf(name, votes)).length
    demand(count >= votes.count, invariant, () => `#${change.number}: ${count} of ${votes.count} votes of ${votes.team ?? 'developers'}`)
  }
  const rejection = [...change.reviews.values()].find(({ verdict, by }) => verdict === 'rejected' && book.isDeveloper(by))
  demand(rejection === undefined, invariant, () => `#${change.number}: ${rejection?.by} rejected it`)
}

function checkPipelines(book: Book, change: NotedChange, rule: BranchRule, landing: Clean): void {
  const head = book.branches.get(change.from)
  // Where a branch takes changes that are behind, the change's own commit is what is tested.
  const isOfHead = rule.behind === 'allowed'
  const pipelines = book.pipelines.get((isOfHead ? book.files.get(head?.head ?? '') : landing.facts.pipelines) ?? '')
  demand(pipelines !== undefined || !rule.isProtected, invariant, () => `#${change.number}: it has no usable process file`)
  const tree = isOfHead ? head?.tree : landing.facts.tree
  for (const pipeline of Object.values(pipelines?.pipelines ?? {})) {
    const isWanted = rule.checks?.includes(pipeline.name) ?? isStartedByChange(pipeline, change)
    if (!isWanted || pipeline.if !== null || pipeline.paths.length > 0) continue
    demand(
      tree !== null && tree !== undefined && book.hasPassed(tree, pipeline, change.isTrusted),
      invariant,
      () => `#${change.number}: ${pipeline.name} has not passed on ${tree}`,
    )
  }
}

function isStartedByChange(pipeline: PipelineFact, change: NotedChange): boolean {
  return pipeline.when.some(
    (start) =>
      start.kind === 'change' &&
      (start.into === null || isBelow(start.into, change.into)) &&
      (start.label === null || change.labels.includes(start.label)),
  )
}

/** Patterns in generated processes end in a star, or have none. */
function isBelow(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
}
