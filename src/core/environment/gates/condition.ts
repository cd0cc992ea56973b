import { holds } from '../../kernel/condition.ts'
import { clearers, opened, waiting } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** The environment's own condition. It waits, and shows the expression. */
export const condition: EnvironmentGate = ({ state, fact, set }) => {
  if (!fact.if) return null
  const change = set.change === null ? undefined : state.changes.get(String(set.change))
  const surroundings = {
    branch: set.branch,
    commit: { id: set.commit, title: set.title },
    release: { version: set.version },
    change: change
      ? {
          number: change.number,
          title: change.title,
          from: change.from,
          into: change.into,
          labels: change.labels,
          draft: change.isDraft,
          author: change.author,
        }
      : null,
  }
  if (holds(fact.if.condition, surroundings)) return opened('if')
  return waiting('if', 'not-true', { condition: fact.if.text }, { by: clearers.itself('the next commit') })
}
