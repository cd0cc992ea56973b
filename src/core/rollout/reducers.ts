import { drop, edit, put, type Project } from '../project/state.ts'
import type { Reducers } from '../project/event.ts'
import type { RolloutEvent } from './event.ts'

export const rolloutReducers: Reducers<RolloutEvent, Project> = {
  'rollout.started': (state, event) => {
    const { row } = event
    const held = edit(state, 'environments', row.environment, (environment) => ({
      ...environment,
      rollout: row.id,
      generation: row.generation,
    }))
    return put(held, 'rollouts', row.id, row)
  },
  'rollout.moved': (state, event) => edit(state, 'rollouts', event.rollout, (row) => ({ ...row, step: event.step, state: event.state })),
  'rollout.activating': (state, event) => {
    const row = state.rollouts.get(event.rollout)
    if (!row) return state
    const standing = edit(state, 'environments', row.environment, (environment) => ({
      ...environment,
      standsSince: environment.standsSince ?? row.since,
    }))
    return put(standing, 'rollouts', row.id, { ...row, hasActivated: true })
  },
  'rollout.returning': (state, event) => {
    const row = state.rollouts.get(event.rollout)
    if (!row) return state
    const raised = edit(state, 'environments', row.environment, (environment) => ({ ...environment, generation: event.generation }))
    return put(raised, 'rollouts', row.id, {
      ...row,
      generation: event.generation,
      steps: event.steps,
      step: 0,
      state: { kind: 'ready' },
      failure: event.failure,
    })
  },
  'rollout.raised': (state, event) => {
    const raised = edit(state, 'environments', event.environment, (environment) => ({ ...environment, generation: event.generation }))
    return edit(raised, 'rollouts', event.rollout, (row) => ({
      ...row,
      generation: event.generation,
      raises: row.raises + 1,
      state: { kind: 'ready' },
    }))
  },
  'rollout.ended': (state, event) => {
    const row = state.rollouts.get(event.rollout)
    if (!row) return state
    const freed = edit(state, 'environments', row.environment, (environment) => ({ ...environment, rollout: null }))
    return drop(freed, 'rollouts', row.id)
  },
}
