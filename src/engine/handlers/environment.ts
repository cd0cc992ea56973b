import type { Databases, Migration } from '../../ports/database.ts'
import type { Target } from '../../ports/target.ts'
import { NotBegun, type Probed } from '../handler.ts'
import { done, type HandlersOf, type WorkOf } from './work.ts'

export interface EnvironmentPorts {
  readonly target: Target
  readonly databases: Databases
}

/** What an environment serves, and the databases behind it. */
export function environmentHandlers(ports: EnvironmentPorts): HandlersOf<'target.activate' | 'target.remove' | 'database.migrate'> {
  const { target, databases } = ports
  return {
    'target.activate': {
      pace: 'long',
      isReadOnly: false,
      run: async ({ kind: _, ...activation }, { signal }) => done<'target.activate'>(await target.activate(activation, signal)),
      probe: (work) => probeActivation(target, work),
    },
    'target.remove': {
      pace: 'long',
      isReadOnly: false,
      run: async ({ environment, generation }) => {
        const { left, superseded } = await target.remove(environment, generation)
        // Data goes last, when nothing can write to it any more.
        if (left.length === 0 && superseded === null) await databases.remove(environment)
        return done<'target.remove'>({ left, superseded })
      },
    },
    'database.migrate': {
      pace: 'long',
      isReadOnly: false,
      run: ({ kind: _, ...migration }) => migrate(databases, migration),
      probe: ({ kind: _, ...migration }) => probeMigration(databases, migration),
    },
  }
}

/** Told a second time the target does it once: only what certainly serves, or is certainly overtaken, has ended. */
async function probeActivation(target: Target, work: WorkOf<'target.activate'>): Promise<Probed> {
  const state = await target.state(work.environment)
  if (!state || state.generation < work.generation) return { kind: 'absent' }
  if (state.generation > work.generation) {
    return { kind: 'ended', outcome: done<'target.activate'>({ kind: 'superseded', generation: state.generation }) }
  }
  const serves = Object.entries(work.components).every(
    ([component, { digest, share }]) => state.components[component] === digest && state.shares[component] === share,
  )
  return serves ? { kind: 'ended', outcome: done<'target.activate'>({ kind: 'serving', address: work.address }) } : { kind: 'absent' }
}

async function migrate(databases: Databases, migration: Migration) {
  try {
    return done<'database.migrate'>(await databases.migrate(migration))
  } catch (error) {
    const progress = await databases.progress(migration)
    if (progress === 'absent') throw new NotBegun('The migration was not begun', { cause: error })
    if (progress === 'begun') throw error
    return done<'database.migrate'>(progress)
  }
}

async function probeMigration(databases: Databases, migration: Migration): Promise<Probed> {
  const progress = await databases.progress(migration)
  if (progress === 'absent') return { kind: 'absent' }
  if (progress === 'begun') return { kind: 'unknown', detail: `The migration of ${migration.database} began, and nobody noted its end.` }
  return { kind: 'ended', outcome: done<'database.migrate'>(progress) }
}
