import type { Instant } from '../facts/time.ts'
import { limits } from '../kernel/limits.ts'
import type { Draft } from './draft.ts'
import { tellNews } from './news.ts'
import type { Project } from './state.ts'
import { split, type Subject } from './subject.ts'

/** Since when a subject waits for somebody or something. Null: it does not. */
function waitingSince(state: Project, subject: Subject): Instant | null {
  const { kind, key } = split(subject)
  switch (kind) {
    case 'change':
      return state.changes.get(key)?.since ?? null
    case 'run':
      return state.runs.get(key)?.since ?? null
    case 'rollout':
      return state.rollouts.get(key)?.since ?? null
    case 'environment': {
      const row = state.environments.get(key)
      return row?.closing?.since ?? (row?.rollout ? null : (row?.candidate?.since ?? null))
    }
    default:
      return null
  }
}

/** When a wait is told again to those who can end it, at the latest. Null: nothing waits there. */
export function remindAt(state: Project, subject: Subject): Instant | null {
  const since = waitingSince(state, subject)
  return since === null ? null : Math.max(since, state.reminded.get(subject) ?? 0) + limits.remindMs
}

/** Every wait has a deadline: when it passes, people are told and it is set anew. Answers the next one. */
export function remind(draft: Draft, subject: Subject): Instant | null {
  const due = remindAt(draft.state, subject)
  if (due === null) {
    if (draft.state.reminded.has(subject)) draft.emit({ kind: 'subject.reminded', subject, at: null })
    return null
  }
  if (due > draft.now) return due
  draft.emit({ kind: 'subject.reminded', subject, at: draft.now })
  const { kind, key } = split(subject)
  tellNews(draft, 'waiting too long', kind === 'environment' ? (key.split('/')[0] ?? key) : null, { subject })
  return draft.now + limits.remindMs
}
