import { all, any, block, each, named, one } from '../../read/types.ts'
import { branchPattern, pathPattern } from '../naming.ts'
import { votes, who } from '../phrases/people.ts'
import { branch, environmentName, pattern, pipelineName, tickets, word } from '../phrases/words.ts'
import { choice, type Phrase } from '../../phrase/phrase.ts'
import { key } from '../type.ts'

const changeKeys = {
  into: key(one(branch), 'where changes go that say nothing else', { fallback: 'the default branch' }),
  titles: key(
    one(choice('TITLES', 'how titles are written', ['free', 'conventional'])),
    'whether titles of changes must follow conventional commits',
    { fallback: '`free`' },
  ),
  land: key(one(choice('LAND', 'how a change becomes part of its branch', ['squash', 'merge', 'rebase'])), 'how a change lands', {
    fallback: '`squash`',
  }),
  ticket: key(one(tickets), 'a ticket such as SHOP-123 must stand in the branch or the title'),
}

type FromForm = { readonly kind: 'branch'; readonly branch: string } | { readonly kind: 'any-release' }

const from: Phrase<FromForm> = {
  name: 'FROM',
  says: 'where such a branch starts',
  forms: [
    { pattern: 'any release', example: 'any release', make: () => ({ kind: 'any-release' }) },
    { pattern: 'P', example: 'main', make: (got) => ({ kind: 'branch', branch: got.text('P') }) },
  ],
}

export const branchKeys = {
  from: key(one(from), 'where such a branch starts', { acted: false }),
  into: key(one(pattern), 'where its changes go', { fallback: '`changes.into`' }),
  'back-merge': key(one(branch), 'a change that landed from here is also proposed into this branch', { acted: false }),
  skip: key(each(environmentName), 'environments its changes may pass by, each at the price of one more approval', { acted: false }),
  reviews: key(all(votes), 'who must approve a change into it', { fallback: '1' }),
  checks: key(all(pipelineName), 'pipelines that must pass for a change into it', { fallback: 'every one that runs' }),
  'stale-reviews': key(
    one(choice('STALE', 'what a new commit does to reviews', ['dismissed', 'kept'])),
    'what a new commit does to reviews given before',
    { fallback: '`dismissed`' },
  ),
  behind: key(
    one(choice('BEHIND', 'what happens to a change whose branch has fallen behind', ['queued', 'refused', 'allowed'])),
    'a change that is behind: tested again as it will be merged, refused, or merged',
    { fallback: '`queued`' },
  ),
  merge: key(
    one(choice('MERGE', 'who merges', ['by hand', 'by itself'], { auto: 'by itself', manual: 'by hand' })),
    'whether a change that may merge does so by itself',
    { fallback: '`by hand`' },
  ),
  push: key(any(who), 'who may push to it without a change', { fallback: 'nobody; developers where it is not protected' }),
  tag: key(one(word), 'what its newest images are also called', { acted: false }),
  history: key(one(choice('HISTORY', 'whether merge commits may stand in it', ['any', 'linear'])), 'whether it may hold merge commits', {
    fallback: '`any`',
  }),
}

const branchHabits = {
  base: 'from',
  target: 'into',
  'merge-to': 'into',
  backmerge: 'back-merge',
  protected: 'a plain name is protected; a pattern is once it says `reviews` or `checks`',
  protect: 'a plain name is protected; a pattern is once it says `reviews` or `checks`',
  approvals: 'reviews',
  approve: 'reviews',
  required_reviews: 'reviews',
  required_checks: 'checks',
  status_checks: 'checks',
  'auto-merge': 'merge',
  linear: 'history',
}

export const changes = block(
  { name: 'changes', withArticle: '`changes`', habits: { merge: 'land', target: 'into', style: 'titles', tickets: 'ticket' } },
  changeKeys,
)
export const branches = named(branchPattern, block({ name: 'branch', withArticle: 'a branch', habits: branchHabits }, branchKeys))
export const owners = named(pathPattern, all(votes))
