import type { EnvironmentFact } from '../facts/environment.ts'
import type { Deployment, EnvironmentRow, ReleaseSet } from '../environment/environment.ts'
import { canonical, digestOf } from '../kernel/digest.ts'
import type { Draft } from '../project/draft.ts'
import { nameOf } from '../project/people.ts'
import { newRollout } from './start.ts'

/**
 * Serves an earlier deployment again. No gate but the generation stands before it: going back must
 * be possible when all else is closed. It leaves a hold, or the newest commit would go out again.
 */
export function startBack(draft: Draft, fact: EnvironmentFact, row: EnvironmentRow, target: Deployment, component: string | null): void {
  const by = nameOf(draft.input.by)
  const set = component === null || !row.current ? target.set : mixed(row.current.set, target.set, component)
  draft.emit({ kind: 'environment.held', environment: row.id, by, reason: 'rolled back', at: draft.now })
  draft.emit({
    kind: 'rollout.started',
    row: newRollout(draft, row, set, { kind: 'back', by, steps: [{ kind: 'activate', share: fact.rollout.steps.at(-1) ?? 100 }] }),
  })
}

/** What serves, with one component as it was. */
function mixed(current: ReleaseSet, earlier: ReleaseSet, component: string): ReleaseSet {
  const bytes = earlier.components[component]
  const components = bytes === undefined ? current.components : { ...current.components, [component]: bytes }
  return { ...current, components, isTrusted: current.isTrusted && earlier.isTrusted, digest: digestOf(canonical({ components, of: [current.digest, earlier.digest] })) }
}
