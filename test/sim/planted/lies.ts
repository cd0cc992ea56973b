import type { Work } from '../../../src/core/kernel/work.ts'
import type { Decider, Decision } from '../../../src/core/kernel/decider.ts'
import type { Input } from '../../../src/core/kernel/input.ts'
import type { Event } from '../../../src/core/project/event.ts'
import type { Body } from '../../../src/core/project/input.ts'
import { put, type Project, type Tables } from '../../../src/core/project/state.ts'
import { nothingPlanted, type Planted } from './planted.ts'

export type ProjectCore = Decider<Project, Body, Event, Work>

/** A bug in the core of projects. */
export function inTheCore(change: (core: ProjectCore) => Partial<ProjectCore>): Planted {
  return {
    ...nothingPlanted,
    deciders: (real) => {
      const core = real['project'] as unknown as ProjectCore
      return { ...real, project: { ...core, ...change(core) } }
    },
  }
}

/** A core that decides on something else than what is: a gate that looks at the wrong thing, or at nothing. */
export function judgingBy(lie: (state: Project, input: Input<Body>) => Project): Planted {
  return inTheCore((core) => ({
    decide: (state, input, now) => told(core, state, core.decide(lie(state, input), input, now)),
  }))
}

/** The same events, on the state as it really is. */
export function told(core: ProjectCore, state: Project, decision: Decision<Project, Event, Work>): Decision<Project, Event, Work> {
  return { ...decision, state: decision.events.reduce((now, event) => core.apply(now, event), state) }
}

/** A state with every row of a table changed. */
export function everyRow<Name extends keyof Tables>(
  state: Project,
  table: Name,
  change: (row: Tables[Name], key: string) => Tables[Name],
): Project {
  let changed = state
  for (const [key, row] of [...state[table].entries()] as [string, Tables[Name]][]) changed = put(changed, table, key, change(row, key))
  return changed
}
