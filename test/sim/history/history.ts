import { changeActs } from '../acts/changes.ts'
import { environmentActs } from '../acts/environments.ts'
import { projectActs } from '../acts/project.ts'
import { repositoryActs } from '../acts/repository.ts'
import { runActs } from '../acts/runs.ts'
import type { Act } from '../acts/stage.ts'
import { troubleActs } from '../acts/trouble.ts'
import { SeededRandom } from '../../../src/lib/seeded-random.ts'

/** Everything that can happen in a history. */
export const acts = { ...repositoryActs, ...changeActs, ...environmentActs, ...runActs, ...projectActs, ...troubleActs }

export type ActName = keyof typeof acts

export function actOf(name: ActName): Act {
  return acts[name]
}

/** One thing that happens. What it comes to is drawn when it does, from its number: dropping another does not move it. */
export interface Step {
  readonly number: number
  readonly afterMs: number
  readonly act: ActName
}

export interface History {
  readonly seed: string
  /** A second engine may start: then each looks now and then what the other has put into the store. */
  readonly hasRivals: boolean
  readonly steps: readonly Step[]
}

const weights: Readonly<Record<ActName, number>> = {
  'push to a branch': 90,
  'push to a protected branch': 10,
  'push another process file': 12,
  'force a push': 12,
  'delete a branch': 10,
  'push a tag': 3,
  'move a ref back and forth': 4,
  'open a change': 70,
  'edit a change': 18,
  'review a change': 90,
  'trust a change': 6,
  'merge a change': 80,
  'take a change out of the queue': 5,
  'close a change': 6,
  promote: 50,
  approve: 50,
  reject: 5,
  'try again': 12,
  hold: 8,
  free: 24,
  abort: 8,
  'roll back': 14,
  'close an environment': 8,
  'leave behind what cannot be removed': 14,
  'start a run': 10,
  'cancel a run': 8,
  'run it again': 12,
  'answer a job that asks': 12,
  'stop the line': 3,
  'resume the line': 24,
  'govern by another branch': 1,
  'change the people': 6,
  'change the capacity': 3,
  'stop every line': 2,
  'say how an effect ended': 12,
  'the weather turns': 14,
  'a process dies': 34,
  'the power fails': 3,
  'somebody else tells the target': 5,
  'the machine reboots': 3,
  'a second engine starts': 2,
  'a clock is set': 5,
  'a message comes twice': 10,
  'a receipt comes again under another name': 8,
  'the repository is swept': 10,
}

const rival: ActName = 'a second engine starts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

export function randomHistory(seed: string): History {
  const random = new SeededRandom(seed).fork('history')
  const length = random.between(44, 102)
  const steps = Array.from({ length }, (_, number) => ({ number, afterMs: randomGap(random), act: random.weighted(weights) }))
  return { seed, steps, hasRivals: steps.some(({ act }) => act === rival) }
}

/** Mostly minutes; at times at once, or after days. */
function randomGap(random: SeededRandom): number {
  const gap = random.weighted({ none: 10, seconds: 25, minutes: 50, hours: 12, days: 3 })
  const units = { none: 0, seconds: 40 * second, minutes: 20 * minute, hours: 8 * hour, days: 9 * day }
  return Math.floor(random.next() * units[gap])
}
