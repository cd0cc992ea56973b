import type { Answer } from '../kernel/answer.ts'
import { limits } from '../kernel/limits.ts'
import type { Draft } from './draft.ts'
import type { Command } from './input.ts'
import { hasRole, nameOf } from './people.ts'
import { done, refuse } from './refuse.ts'
import { projectRow, type PersonRow } from './state.ts'
import { badText } from './text.ts'

type Wanted<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>

/** Facts come from parts of the installation. A person who sends one is told so. */
export function fromPart(draft: Draft): Answer | null {
  return draft.input.by.kind === 'part' ? null : refuse('not-allowed', 'only parts of the installation say what happened')
}

export function note(take: () => void): Answer {
  take()
  return { kind: 'noted' }
}

export function takePeople(draft: Draft, people: readonly PersonRow[]): Answer {
  return note(() => draft.emit({ kind: 'people.changed', people }))
}

/** The installation opens projects; it has judged who may. */
export function openProject(draft: Draft, command: Wanted<'project.open'>): Answer {
  const stranger = fromPart(draft)
  if (stranger) return stranger
  if (projectRow(draft.state)) return { kind: 'ignored', code: 'open-already' }
  const { stream, repository, governingBranch } = command
  draft.emit({
    kind: 'project.opened',
    row: { stream, repository, governingBranch, governingCommit: null, problem: null, changes: 0, runs: 0, generations: 0, stopped: null },
  })
  return done('opened')
}

/** Another branch's file governs from now on. */
export function govern(draft: Draft, command: Wanted<'project.govern'>): Answer {
  if (!hasRole(draft.state, draft.input.by, 'administrator')) return refuse('not-allowed', 'an administrator names the governing branch')
  if (!draft.state.branches.has(command.branch)) return refuse('no-branch', `there is no branch ${command.branch}`)
  draft.emit({ kind: 'project.governed', branch: command.branch })
  draft.touch(`branch:${command.branch}`)
  return done('governed', { branch: command.branch })
}

export function stopLine(draft: Draft, command: Wanted<'line.stop'>): Answer {
  if (draft.input.by.kind === 'person' && !hasRole(draft.state, draft.input.by, 'maintainer'))
    return refuse('not-allowed', 'a maintainer stops the line')
  const bad = badText('reason', command.reason, limits.reasonLengthMax)
  if (bad) return bad
  draft.emit({ kind: 'line.stopped', by: nameOf(draft.input.by), reason: command.reason, at: draft.now })
  return done('stopped')
}

export function resumeLine(draft: Draft): Answer {
  if (draft.input.by.kind === 'person' && !hasRole(draft.state, draft.input.by, 'maintainer'))
    return refuse('not-allowed', 'a maintainer lets the line run')
  if (!projectRow(draft.state)?.stopped) return refuse('not-stopped', 'the line is not stopped')
  draft.emit({ kind: 'line.resumed', by: nameOf(draft.input.by) })
  return done('resumed')
}
