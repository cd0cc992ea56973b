import { limits } from '../kernel/limits.ts'
import { drop, edit, editProject, put, type Project } from '../project/state.ts'
import type { Reducers } from '../project/event.ts'
import type { Candidate, Deployment, EnvironmentRow, Serving } from './environment.ts'
import type { EnvironmentEvent } from './event.ts'

export const environmentReducers: Reducers<EnvironmentEvent, Project> = {
  'environment.opened': (state, event) => put(state, 'environments', event.row.id, event.row),
  'environment.chosen': (state, event) =>
    edited(state, event.environment, { chosen: event.chosen, choice: { by: event.by, head: event.head, at: event.at } }),
  'environment.candidate': (state, event) =>
    edit(state, 'environments', event.environment, (row) => candidateOf(state, row, event.candidate)),
  'environment.same': (state, event) =>
    edit(state, 'environments', event.environment, (row) =>
      row.current ? { ...row, candidate: null, movedAt: event.at, current: { ...row.current, set: event.set } } : row,
    ),
  'environment.go': (state, event) =>
    edit(state, 'environments', event.environment, (row) =>
      row.candidate?.set.digest === event.digest ? { ...row, candidate: { ...row.candidate, go: { by: event.by, at: event.at } } } : row,
    ),
  'environment.approved': (state, event) =>
    edit(state, 'environments', event.environment, (row) => ({
      ...row,
      approvals: [...row.approvals.filter((old) => old.by !== event.approval.by || old.digest !== event.approval.digest), event.approval],
      rejections: row.rejections.filter((no) => no.by !== event.approval.by || no.digest !== event.approval.digest),
    })),
  'environment.rejected': (state, event) =>
    edit(state, 'environments', event.environment, (row) => ({
      ...row,
      approvals: row.approvals.filter((old) => old.by !== event.by || old.digest !== event.digest),
      rejections: [
        { by: event.by, digest: event.digest, reason: event.reason },
        ...row.rejections.filter((no) => no.by !== event.by || no.digest !== event.digest),
      ].slice(0, limits.wayBackMax),
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
    edited(state, event.environment, {
      current: null,
      standsSince: null,
      closing: null,
      candidate: null,
      dormant: event.commit === null ? null : { commit: event.commit, why: event.why },
      movedAt: event.at,
    }),
  'environment.warned': (state, event) => edited(state, event.environment, { warnedOf: event.expires }),
  'environment.closed': (state, event) => {
    const generation = state.environments.get(event.environment)?.generation ?? 0
    const counted = editProject(state, (row) => ({ ...row, generations: Math.max(row.generations, generation) }))
    return drop(counted, 'environments', event.environment)
  },
}

function edited(state: Project, environment: string, fields: Partial<EnvironmentRow>): Project {
  return edit(state, 'environments', environment, (row) => ({ ...row, ...fields }))
}

/** A yes to a digest that neither waits nor is under way any more is gone: should it come back, it is asked for again. */
function candidateOf(state: Project, row: EnvironmentRow, candidate: Candidate | null): EnvironmentRow {
  const underWay = row.rollout === null ? undefined : state.rollouts.get(row.rollout)?.set.digest
  const counts = (digest: string) => digest === candidate?.set.digest || digest === underWay
  return {
    ...row,
    candidate,
    movedAt: Math.max(row.movedAt, candidate?.since ?? 0),
    choice: candidate?.go ? null : row.choice,
    dormant: candidate ? null : row.dormant,
    approvals: row.approvals.filter((approval) => counts(approval.digest)),
  }
}

/** Approvals were for one deployment; what they allowed is done. */
function deployed(row: EnvironmentRow, deployment: Deployment): EnvironmentRow {
  const { digest, components } = deployment.set
  const before = deployment.kind === 'back' ? undone(row, deployment) : row.served
  return {
    ...row,
    current: deployment,
    wayBack: (row.current ? [row.current, ...row.wayBack] : row.wayBack).slice(0, limits.wayBackMax),
    served: [{ components, at: deployment.at, isUndone: false }, ...before].slice(0, limits.servedMax),
    candidate: row.candidate?.set.digest === digest ? null : row.candidate,
    approvals: row.approvals.filter((approval) => approval.digest !== digest),
  }
}

/** What somebody goes back from is no proof any more: the bytes of all that came after what serves again. */
function undone(row: EnvironmentRow, deployment: Deployment): readonly Serving[] {
  const kept = deployment.set.components
  const left = [row.current, ...row.wayBack].filter((one) => one !== null && one.generation >= deployment.origin)
  const isLeft = (name: string, bytes: string) => kept[name] !== bytes && left.some((one) => one?.set.components[name] === bytes)
  return row.served.map((one) =>
    Object.entries(one.components).some(([name, bytes]) => isLeft(name, bytes)) ? { ...one, isUndone: true } : one,
  )
}
