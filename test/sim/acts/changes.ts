import type { ChangeRow } from '../../../src/core/change/change.ts'
import type { Command } from '../../../src/core/project/input.ts'
import { somebody } from '../world/cast.ts'
import { randomTitle } from './repository.ts'
import type { Act, Stage } from './stage.ts'

/** What people do with changes. */
export const changeActs = {
  'open a change': openChange,
  'edit a change': onChange('developer', ({ random }, { number }) => ({
    kind: 'change.edit',
    change: number,
    title: random.chance(0.5) ? randomTitle({ random }) : null,
    labels: random.chance(0.4) ? random.pick([[], ['preview'], ['preview', 'release:minor']]) : null,
    isDraft: random.chance(0.3) ? random.chance(0.3) : null,
  })),
  'review a change': reviewChange,
  'trust a change': onChange('maintainer', (_, { number, head }) => ({ kind: 'change.trust', change: number, head })),
  'merge a change': mergeChange,
  'take a change out of the queue': onChange('maintainer', (_, { number }) => ({ kind: 'change.unmerge', change: number })),
  'close a change': onChange('developer', (_, { number }) => ({ kind: 'change.close', change: number })),
} satisfies Readonly<Record<string, Act>>

function openChange(stage: Stage): void {
  const { random, project, say } = stage
  const branches = [...project.branches.values()].map(({ name }) => name).filter((name) => name.includes('/') || random.chance(0.2))
  if (branches.length === 0) return
  say(somebody(random, 'developer'), {
    kind: 'change.open',
    from: random.pick(branches),
    into: random.chance(0.75) ? null : random.pick(['main', 'dev', 'staging', 'feature/a']),
    title: randomTitle(stage),
    labels: random.chance(0.3) ? ['preview'] : [],
    isDraft: random.chance(0.1),
  })
}

/** Mostly of the newest commit, by somebody else than its author. */
function reviewChange({ random, project, say }: Stage): void {
  const changes = [...project.changes.values()]
  if (changes.length === 0) return
  const { number, head, author, reviews } = random.pick(changes)
  const by = somebody(random, 'developer')
  const isFresh = by !== author && !reviews.some((review) => review.by === by)
  const reviewer = isFresh || random.chance(0.2) ? by : random.pick(['lena', 'dan', 'mia', 'dora'].filter((name) => name !== author))
  const verdict = random.chance(0.95) ? 'approved' : 'rejected'
  say(reviewer, { kind: 'change.review', change: number, verdict, head: random.chance(0.97) ? head : '0'.repeat(40) })
}

/** People ask for what looks ready, and sometimes for what does not. */
function mergeChange({ random, project, say }: Stage): void {
  const changes = [...project.changes.values()].filter(({ asked }) => asked === null)
  const reviewed = changes.filter(({ reviews, landing }) => reviews.length > 0 && landing?.kind === 'clean')
  const [from] = [reviewed, changes].filter((list) => list.length > 0 && (list === reviewed || random.chance(0.4)))
  if (from) say(somebody(random, 'maintainer'), { kind: 'change.merge', change: random.pick(from).number })
}

function onChange(role: 'developer' | 'maintainer', command: (stage: Stage, change: ChangeRow) => Command): Act {
  return (stage) => {
    const changes = [...stage.project.changes.values()]
    if (changes.length > 0) stage.say(somebody(stage.random, role), command(stage, stage.random.pick(changes)))
  }
}
