import type { EnvironmentRow } from '../../../src/core/environment/environment.ts'
import type { Command } from '../../../src/core/project/input.ts'
import { somebody } from '../world/cast.ts'
import type { Act, Stage } from './stage.ts'

/** What people do with environments. */
export const environmentActs = {
  promote: onEnvironment('maintainer', ({ random, project }, { name, candidate }) => ({
    kind: 'environment.promote',
    environment: name,
    branch: random.chance(0.15) ? random.pick([...project.branches.values()].map((branch) => branch.name)) : null,
    change: null,
    digest: random.chance(0.5) ? (candidate?.set.digest ?? null) : null,
  })),
  approve: onEnvironment('developer', (stage, row) => ({ kind: 'environment.approve', environment: row.id, digest: digestOf(stage, row) })),
  reject: onEnvironment('developer', (stage, row) => ({ kind: 'environment.reject', environment: row.id, digest: digestOf(stage, row), reason: 'not now' })),
  'try again': onEnvironment('maintainer', ({ random }, { id, failed }) => ({
    kind: 'environment.retry',
    environment: id,
    digest: failed.length > 0 ? random.pick(failed) : 'nothing',
  })),
  hold: onEnvironment('maintainer', (_, { id }) => ({ kind: 'environment.hold', environment: id, reason: 'a look at the numbers' })),
  free: onEnvironment('maintainer', (_, { id }) => ({ kind: 'environment.free', environment: id })),
  abort: onEnvironment('maintainer', (_, { id }) => ({ kind: 'environment.abort', environment: id })),
  'roll back': onEnvironment('maintainer', ({ random }, { id, wayBack }) => ({
    kind: 'environment.rollback',
    environment: id,
    generation: random.chance(0.5) || wayBack.length === 0 ? null : random.pick(wayBack).generation,
    component: random.chance(0.2) ? 'api' : null,
  })),
  'close an environment': onEnvironment('maintainer', (_, { id }) => ({ kind: 'environment.close', environment: id })),
} satisfies Readonly<Record<string, Act>>

/** Mostly of what is to go next, sometimes of what went before. */
function digestOf({ random }: Stage, { candidate, current }: EnvironmentRow): string {
  const wanted = candidate?.set.digest ?? 'nothing'
  return random.chance(0.9) ? wanted : (current?.set.digest ?? wanted)
}

function onEnvironment(role: 'developer' | 'maintainer', command: (stage: Stage, row: EnvironmentRow) => Command): Act {
  return (stage) => {
    const rows = [...stage.project.environments.values()]
    if (rows.length > 0) stage.say(somebody(stage.random, role), command(stage, stage.random.pick(rows)))
  }
}
