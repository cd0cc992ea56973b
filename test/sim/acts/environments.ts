import type { EnvironmentRow } from '../../../src/core/environment/environment.ts'
import type { Command } from '../../../src/core/project/input.ts'
import { somebody } from '../world/cast.ts'
import type { Act, Stage } from './stage.ts'

/** What people do with environments. */
export const environmentActs = {
  promote: onEnvironment('maintainer', ({ random, project }, { id, candidate }) => ({
    kind: 'environment.promote',
    environment: id,
    branch: random.chance(0.15)
      ? random.pick(['feature/a', 'feature/b', ...[...project.branches.values()].map((branch) => branch.name)])
      : null,
    change: null,
    digest: random.chance(0.5) ? (candidate?.set.digest ?? null) : null,
  })),
  approve: onEnvironment('maintainer', (stage, row) => ({
    kind: 'environment.approve',
    environment: row.id,
    digest: digestOf(stage, row),
  })),
  reject: onEnvironment('maintainer', (stage, row) => ({
    kind: 'environment.reject',
    environment: row.id,
    digest: digestOf(stage, row),
    reason: 'not now',
  })),
  'try again': onEnvironment('maintainer', ({ random }, { id, failed }) => ({
    kind: 'environment.retry',
    environment: id,
    digest: failed.length > 0 ? random.pick(failed) : 'nothing',
  })),
  hold: onEnvironment('maintainer', (_, { id }) => ({ kind: 'environment.hold', environment: id, reason: 'a look at the numbers' })),
  free: freeOne,
  abort: onEnvironment('maintainer', (_, { id }) => ({ kind: 'environment.abort', environment: id })),
  'roll back': onEnvironment('maintainer', ({ random }, { id, wayBack }) => ({
    kind: 'environment.rollback',
    environment: id,
    generation: random.chance(0.5) || wayBack.length === 0 ? null : random.pick(wayBack).generation,
    component: random.chance(0.2) ? 'api' : null,
  })),
  'close an environment': onEnvironment('maintainer', (_, { id }) => ({ kind: 'environment.close', environment: id })),
  'leave behind what cannot be removed': ({ random, project, say }) => {
    const closing = [...project.environments.values()].filter((row) => row.closing !== null)
    if (closing.length > 0) say(somebody(random, 'maintainer'), { kind: 'environment.forget', environment: random.pick(closing).id })
  },
} satisfies Readonly<Record<string, Act>>

/** Mostly of what is to go next, sometimes of what went before. */
function digestOf({ random }: Stage, { candidate, current }: EnvironmentRow): string {
  const wanted = candidate?.set.digest ?? 'nothing'
  return random.chance(0.9) ? wanted : (current?.set.digest ?? wanted)
}

/** Mostly where somebody holds it. */
function freeOne({ random, project, say }: Stage): void {
  const held = [...project.environments.values()].filter((row) => row.hold !== null)
  const [from] = [held, [...project.environments.values()]].filter((rows) => rows.length > 0 && (rows === held || random.chance(0.1)))
  if (from) say(somebody(random, 'maintainer'), { kind: 'environment.free', environment: random.pick(from).id })
}

/** Mostly where something waits. */
function pickRow({ random, project }: Stage): EnvironmentRow | null {
  const rows = [...project.environments.values()]
  const waiting = rows.filter((row) => row.candidate !== null || row.rollout !== null)
  if (rows.length === 0) return null
  return random.pick(waiting.length > 0 && random.chance(0.7) ? waiting : rows)
}

function onEnvironment(role: 'developer' | 'maintainer', command: (stage: Stage, row: EnvironmentRow) => Command): Act {
  return (stage) => {
    const row = pickRow(stage)
    if (row) stage.say(somebody(stage.random, role), command(stage, row))
  }
}
