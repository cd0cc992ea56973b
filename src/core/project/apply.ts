import { branchReducers, changeReducers } from '../change/reducers.ts'
import { environmentReducers } from '../environment/reducers.ts'
import { pipelineReducers } from '../pipeline/reducers.ts'
import { rolloutReducers } from '../rollout/reducers.ts'
import type { Event, Reducers } from './event.ts'
import { effectReducers, projectReducers } from './reducers.ts'
import type { Project } from './state.ts'

const reducers: Reducers<Event, Project> = {
  ...projectReducers,
  ...effectReducers,
  ...branchReducers,
  ...changeReducers,
  ...pipelineReducers,
  ...environmentReducers,
  ...rolloutReducers,
}

/** The state after an event. The only way a state changes. */
export function apply(state: Project, event: Event): Project {
  const reduce = reducers[event.kind] as (state: Project, event: Event) => Project
  return reduce(state, event)
}
