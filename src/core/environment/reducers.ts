import { limits } from '../kernel/limits.ts'
import { drop, edit, put, type Project } from '../project/state.ts'
import type { Reducers } from '../project/event.ts'
import type { Deployment, EnvironmentRow } from './environment.ts'
import type { EnvironmentEvent } from './event.ts'

export const environmentReducers: Reducers<EnvironmentEvent, Project> = {
  'environment.opened': (state, event) => put(state, 'environments', event.row.id, event.row),
  'environment.chosen': (state, event) => edited(state, event.environment, { chosen: event.chosen, dormant: null }),
  'environment.candidate': (state, event) => edited(state, event.environment, { candidate: event.candidate }),
  'environment.same': (state, event) =>
    edit(state, 'environments', event.environment, (row) =>
      row.current ? { ...row, candidate: null, current: { ...row.current, set: event.set } } : row,
    ),
  'environment.go': (state, event) =>
    edit(state, 'environments', event.environment, (row) =>
      row.candidate?.set.digest === event.digest ? { ...row, candidate: { ...row.candidate, go: { by: event.by, at: event.at } } } : row,
    ),
  'environment.approved': (state, event) =>
    edit(state, 'environments', event.environment, (row) => ({
      ...row,
      approvals: [...row.approvals.filter((old) => old.by !== event.approval.by), event.approval],
      rejected: row.rejected?.by === event.approval.by ? null : row.rejected,
    })),
  'environment.rejected': (state, event) =>
    edit(state, 'environments', event.environment, (row) => ({
      ...row,
      approvals: row.approvals.filter((old) => old.by !== event.by),
      rejected: { by: event.by, digest: event.digest, reason: event.reason },
    })),
  'environment.retried': (state, event) =>
    edit(state, 'environments', event.environment, (row) => ({
      ...row,
      failed: row.failed.filter((digest) => digest !== event.digest),
    })),
  'environment.held': (state, event) => edited(state, event.environment, { hold: { by: event.by, reason: event.reason, since: event.at } }),
  'environment.freed': (state, event) => edited(state, event.environment, { hold: null }),
  'environment.related': (state, event) => edited(state, event.environment, { relation: event.relation }),
  'environment.deployed': (state, event) => edit(state, 'environments', event.environment, (row) => deployed(row, event.deployment)),
  'environment.failed': (state, event) =>
    edit(state, 'environments', event.environment, (row) => ({
      ...row,
      failed: [event.digest, ...row.failed.filter((digest) => digest !== event.digest)].slice(0, limits.wayBackMax),
      candidate: row.candidate ? { ...row.candidate, go: null } : null,
    })),
  'environment.closing': (state, event) =>
    edited(state, event.environment, {
      candidate: null,
      generation: event.generation,
      closing: { why: event.why, commit: event.commit, left: [], since: event.at },
    }),
  'environment.left': (state, event) =>
    edit(state, 'environments', event.environment, (row) =>
      row.closing ? { ...row, closing: { ...row.closing, left: event.left } } : row,
    ),
  'environment.emptied': (state, event) =>
    edited(state, event.environment, { current: null, closing: null, candidate: null, dormant: { commit: event.commit, why: event.why } }),
  'environment.raised': (state, event) => edited(state, event.environment, { generation: event.generation }),
  'environment.closed': (state, event) => drop(state, 'environments', event.environment),
}

function edited(state: Project, environment: string, fields: Partial<EnvironmentRow>): Project {
  return edit(state, 'environments', environment, (row) => ({ ...row, ...fields }))
}

/** Approvals were for one deployment; what they allowed is done. */
function deployed(row: EnvironmentRow, deployment: Deployment): EnvironmentRow {
  const served = { components: deployment.set.components, at: deployment.at }
  return {
    ...row,
    current: deployment,
    wayBack: (row.current ? [row.current, ...row.wayBack] : row.wayBack).slice(0, limits.wayBackMax),
    served: [served, ...row.served].slice(0, limits.servedMax),
    candidate: row.candidate?.set.digest === deployment.set.digest ? null : row.candidate,
    approvals: [],
    rejected: null,
  }
}
