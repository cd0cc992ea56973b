import { askedKey, drop, edit, editProject, put, putProcess, putProject, type Project } from './state.ts'
import { Table } from '../kernel/table.ts'
import type { EffectEvent, ProjectEvent, Reducers } from './event.ts'

export const projectReducers: Reducers<ProjectEvent, Project> = {
  'project.opened': (state, event) => putProject(state, event.row),
  'project.governed': (state, event) => editProject(state, (row) => ({ ...row, governingBranch: event.branch })),
  'process.taken': (state, event) =>
    editProject(putProcess(state, event.facts), (row) => ({ ...row, governingCommit: event.commit, problem: null })),
  'process.kept': (state, event) => editProject(state, (row) => ({ ...row, governingCommit: event.commit, problem: null })),
  'process.refused': (state, event) => editProject(state, (row) => ({ ...row, problem: event.problem })),
  'pipelines.known': (state, event) => put(state, 'pipelines', event.pipelines.digest, event.pipelines),
  'pipelines.dropped': (state, event) => {
    let next = state
    for (const digest of event.digests) next = drop(next, 'pipelines', digest)
    return next
  },
  'people.changed': (state, event) => {
    let people = Table.empty<(typeof event.people)[number]>()
    for (const person of event.people) people = people.set(person.name, person)
    return { ...state, people }
  },
  'line.stopped': (state, event) =>
    editProject(state, (row) => ({ ...row, stopped: { by: event.by, reason: event.reason, since: event.at } })),
  'line.resumed': (state) => editProject(state, (row) => ({ ...row, stopped: null })),
  'calendars.known': (state, event) => {
    let next = state
    for (const [name, boundaries] of Object.entries(event.calendars)) next = put(next, 'calendars', name, boundaries)
    return next
  },
  'calendars.dropped': (state, event) => {
    let next = state
    for (const name of event.names) next = drop(next, 'calendars', name)
    return next
  },
}

export const effectReducers: Reducers<EffectEvent, Project> = {
  'effect.asked': (state, event) =>
    put(put(state, 'pending', event.row.id, event.row), 'asked', askedKey(event.row.subject, event.row.tag), event.row.id),
  'effect.permitted': (state, event) =>
    edit(state, 'pending', event.effect, (row) => ({
      ...row,
      permit: { generation: event.generation, expires: event.expires },
    })),
  'effect.refused': (state, event) => settled(state, event.effect),
  'effect.ended': (state, event) => settled(state, event.effect),
  'effect.late': (state, event) =>
    edit(state, 'pending', event.effect, (row) => ({
      ...row,
      state: row.state === 'unknown' ? 'unknown' : 'late',
      deadline: event.again,
    })),
  'effect.unknown': (state, event) => edit(state, 'pending', event.effect, (row) => ({ ...row, state: 'unknown', deadline: event.again })),
  'effect.forgotten': (state, event) => settled(state, event.effect),
  'subject.resting': (state, event) => put(state, 'rests', event.subject, event.until),
  'subject.rested': (state, event) => drop(state, 'rests', event.subject),
  'subject.reminded': (state, event) =>
    event.at === null ? drop(state, 'reminded', event.subject) : put(state, 'reminded', event.subject, event.at),
  'alarm.set': (state, event) => (event.at === null ? drop(state, 'alarms', event.subject) : put(state, 'alarms', event.subject, event.at)),
}

function settled(state: Project, effect: string): Project {
  const row = state.pending.get(effect)
  if (!row) return state
  const key = askedKey(row.subject, row.tag)
  const rest = drop(state, 'pending', effect)
  return state.asked.get(key) === effect ? drop(rest, 'asked', key) : rest
}
