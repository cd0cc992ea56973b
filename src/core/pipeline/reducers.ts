import { drop, edit, editProject, put, type Project } from '../project/state.ts'
import type { Reducers } from '../project/event.ts'
import type { PipelineEvent } from './event.ts'

export const pipelineReducers: Reducers<PipelineEvent, Project> = {
  'run.started': (state, { row, watchers }) => {
    const counted = editProject(state, (project) => ({ ...project, runs: Math.max(project.runs, row.number) }))
    return put(put(counted, 'runs', String(row.number), row), 'evidence', row.evidence, {
      tree: row.facts.tree,
      pipeline: row.pipeline.name,
      definition: row.definition,
      isTrusted: row.isTrusted,
      run: row.number,
      state: 'running',
      made: {},
      watchers,
      at: row.since,
    })
  },
  'run.watched': (state, event) =>
    edit(state, 'evidence', event.evidence, (row) => ({ ...row, watchers: [...row.watchers.filter((one) => one !== event.by), event.by] })),
  'job.moved': (state, event) =>
    edit(state, 'runs', String(event.run), (row) => {
      const job = row.jobs[event.job]
      if (!job) return row
      return { ...row, jobs: { ...row.jobs, [event.job]: { ...job, state: event.state, attempt: event.attempt } } }
    }),
  'component.made': (state, event) => {
    const run = state.runs.get(String(event.run))
    return edit(state, 'evidence', run?.evidence ?? '', (row) =>
      row.run === event.run ? { ...row, made: { ...row.made, [event.component]: event.made } } : row,
    )
  },
  'run.cancelled': (state, event) =>
    edit(state, 'runs', String(event.run), (row) => ({ ...row, cancelled: { by: event.by, isReplaced: event.isReplaced } })),
  'run.ended': (state, { run: number, outcome }) => {
    const run = state.runs.get(String(number))
    if (!run) return state
    const rest = drop(state, 'runs', String(number))
    if (state.evidence.get(run.evidence)?.run !== number) return rest
    // What was replaced says nothing about its tree.
    if (outcome === 'replaced') return drop(rest, 'evidence', run.evidence)
    return edit(rest, 'evidence', run.evidence, (row) => ({ ...row, state: outcome, watchers: [] }))
  },
  'evidence.dropped': (state, event) => {
    let next = state
    for (const key of event.keys) next = drop(next, 'evidence', key)
    return next
  },
}
