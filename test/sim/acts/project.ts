import { projectRow } from '../../../src/core/project/state.ts'
import { people, somebody, stranger } from '../world/cast.ts'
import { governingBranch, type Act, type Stage } from './stage.ts'

/** What is done to the project as a whole. */
export const projectActs = {
  'stop the line': ({ random, say }) => say(somebody(random, 'maintainer'), { kind: 'line.stop', reason: 'something smells' }),
  'resume the line': resumeLine,
  'govern by another branch': ({ random, say }) =>
    say(somebody(random, 'administrator'), { kind: 'project.govern', branch: random.chance(0.7) ? governingBranch : 'dev' }),
  'change the people': changePeople,
  'change the capacity': ({ random, sayToAll }) =>
    sayToAll(somebody(random, 'administrator'), { kind: 'capacity.set', slots: random.between(1, 6) }),
  'stop every line': ({ random, sayToAll }) =>
    sayToAll(
      somebody(random, 'administrator'),
      random.chance(0.5) ? { kind: 'line.stop', reason: 'something burns' } : { kind: 'line.resume' },
    ),
  'say how an effect ended': resolveEffect,
} satisfies Readonly<Record<string, Act>>

/** Mostly when it stands. */
function resumeLine({ random, project, say }: Stage): void {
  if (projectRow(project)?.stopped || random.chance(0.2)) say(somebody(random, 'maintainer'), { kind: 'line.resume' })
}

/** Somebody leaves, comes, or gets another role. */
function changePeople({ random, sayToAll }: Stage): void {
  const by = somebody(random, 'administrator')
  const name = random.pick([...people.map((person) => person.name), stranger])
  if (random.chance(0.3)) return sayToAll(by, { kind: 'person.remove', name })
  const usual = people.find((person) => person.name === name)?.role ?? 'viewer'
  sayToAll(by, { kind: 'person.set', name, role: random.chance(0.6) ? usual : random.pick(['maintainer', 'developer', 'viewer']) })
}

function resolveEffect(stage: Stage): void {
  const { random, project, installation, say, sayToAll } = stage
  const open = [...project.pending.values()].filter((row) => row.state !== 'asked' || random.chance(0.05))
  const tellings = [...installation.tellings.values()].filter((row) => row.state !== 'asked' || random.chance(0.3))
  if (tellings.length > 0 && random.chance(0.5)) return sayToAll('ana', { kind: 'effect.resolve', effect: random.pick(tellings).effect })
  if (random.chance(0.1)) return sayToAll('ana', { kind: 'effect.resolve', effect: 'what nobody waits for' })
  if (open.length === 0) return
  const effect = random.pick(open).id
  say(somebody(random, 'maintainer'), { kind: 'effect.resolve', effect, outcome: stage.howItEnded(effect), detail: 'somebody looked' })
}
