import type { Edits } from '../../../src/drivers/forge/fake/tree.ts'
import { somebody } from '../world/cast.ts'
import { governingBranch, processFile, repositoryName, type Act, type Stage } from './stage.ts'

/** What people do to the repository, with and past Branchline. */
export const repositoryActs = {
  'push to a branch': (stage) => pushTo(stage, featureBranch(stage), somebody(stage.random, 'developer')),
  'push to a protected branch': (stage) =>
    pushTo(stage, stage.random.pick(protectedBranches(stage)), somebody(stage.random, stage.random.pick(['developer', 'viewer']))),
  'push another process file': pushProcess,
  'force a push': forcePush,
  'delete a branch': deleteBranch,
  'push a tag': pushTag,
  'move a ref back and forth': backAndForth,
} satisfies Readonly<Record<string, Act>>

const heads = 'refs/heads/'
const branchNames = ['feature/a', 'feature/a', 'feature/b', 'feature/b', 'feature/c', 'hotfix/x', 'experiment']

function featureBranch({ random }: Stage): string {
  return random.pick(branchNames)
}

function protectedBranches({ facts, repository }: Stage): readonly string[] {
  const named = facts?.branches.filter((rule) => rule.isProtected && !rule.pattern.includes('*')).map((rule) => rule.pattern) ?? []
  const there = named.filter((name) => repository.ref(`${heads}${name}`) !== null)
  return there.length > 0 ? there : [governingBranch]
}

/** A branch that is not there yet starts where the governing branch, or another, stands. */
function startOf(stage: Stage, branch: string): string | null {
  const { random, repository } = stage
  const from = random.chance(0.8) ? random.pick(protectedBranches(stage)) : featureBranch(stage)
  return repository.ref(`${heads}${branch}`) ?? repository.ref(`${heads}${from}`) ?? repository.ref(`${heads}${governingBranch}`)
}

function pushTo(stage: Stage, branch: string, by: string): void {
  const { repository } = stage
  const start = startOf(stage, branch)
  if (start === null) return
  const commit = repository.edit(start, randomEdits(stage), randomTitle(stage), by)
  move(stage, branch, commit.id, by)
}

/** People edit their own corner mostly, and now and then the same file. */
function randomEdits({ random }: Stage): Edits {
  const paths = ['api/main', 'api/other', 'web/main', 'web/other', 'docs/readme']
  const count = random.pick([1, 1, 2])
  return Object.fromEntries(
    Array.from({ length: count }, () => [
      random.chance(0.06) ? 'api/main' : `${random.pick(paths)}-${random.below(12)}`,
      `text ${random.below(1000)}`,
    ]),
  )
}

export function randomTitle({ random }: Pick<Stage, 'random'>): string {
  const types = ['feat', 'fix', 'chore', 'feat!']
  return random.chance(0.8) ? `${random.pick(types)}: SHOP-${random.below(20)} tea ${random.below(100)}` : `tea ${random.below(100)}`
}

function pushProcess(stage: Stage): void {
  const { random, repository } = stage
  const branch = random.chance(0.8) ? featureBranch(stage) : governingBranch
  const start = startOf(stage, branch)
  if (start === null) return
  const text = random.chance(0.1) ? 'project: [broken\n' : stage.processText(random.below(4))
  const by = somebody(random, 'maintainer')
  move(stage, branch, repository.edit(start, { [processFile]: random.chance(0.04) ? null : text }, 'chore: another process', by).id, by)
}

function forcePush(stage: Stage): void {
  const { random, repository } = stage
  const branch = random.chance(0.8) ? featureBranch(stage) : random.pick(protectedBranches(stage))
  const head = repository.ref(`${heads}${branch}`)
  const parent = head === null ? undefined : repository.commit(head).parents[0]
  if (head === null || parent === undefined) return
  const by = somebody(random, 'developer')
  const to = random.chance(0.4) ? parent : repository.edit(parent, randomEdits(stage), randomTitle(stage), by).id
  move(stage, branch, to, by)
}

function deleteBranch(stage: Stage): void {
  const { random } = stage
  const branch = random.chance(0.93) ? featureBranch(stage) : random.pick(protectedBranches(stage))
  move(stage, branch, null, somebody(random, 'developer'))
}

function pushTag({ random, repository, outside, note }: Stage): void {
  const head = repository.ref(`${heads}${governingBranch}`)
  if (head === null) return
  note(`tags v${random.below(5)}`)
  outside.forge.push(repositoryName, `refs/tags/v${random.below(5)}`, head, somebody(random, 'developer'))
}

/** Away and back before anybody can have looked: two hooks that may arrive in either order. */
function backAndForth(stage: Stage): void {
  const { repository } = stage
  const branch = featureBranch(stage)
  const head = repository.ref(`${heads}${branch}`)
  if (head === null) return
  move(stage, branch, repository.edit(head, randomEdits(stage), randomTitle(stage), 'dan').id, 'dan')
  move(stage, branch, head, 'dan')
}

function move(stage: Stage, branch: string, to: string | null, by: string): void {
  const { repository, outside, random, note, say } = stage
  const ref = `${heads}${branch}`
  const old = repository.ref(ref)
  if (old === to) return
  note(`${by} moves ${branch} from ${short(old)} to ${short(to)}`)
  // A forge of Branchline's own asks before a ref moves; any other only tells.
  if (random.chance(0.3)) say(by, { kind: 'refs.propose', refs: [{ name: ref, old, new: to }] })
  outside.forge.push(repositoryName, ref, to, by)
}

function short(commit: string | null): string {
  return commit === null ? 'nothing' : commit.slice(0, 7)
}
