import type { Deployment, EnvironmentRow, ReleaseSet } from '../environment/environment.ts'
import { canonical, digestOf } from '../kernel/digest.ts'
import type { Draft } from '../project/draft.ts'
import { nameOf } from '../project/people.ts'
import { placeOf } from './place.ts'
import { newRollout } from './start.ts'

/**
 * What an environment goes back to: the generation that is named, which may be the one that should
 * serve already; else the newest other bytes older than what serves. Going back again goes further.
 */
export function wayBackOf(
  row: EnvironmentRow,
  current: Deployment,
  generation: number | null,
  component: string | null,
): Deployment | null {
  const named = [current, ...row.wayBack].filter((one) => component === null || Object.hasOwn(one.set.components, component))
  if (generation !== null) return named.find((one) => one.generation === generation) ?? null
  const isOther = ({ set }: Deployment) =>
    component === null ? set.digest !== current.set.digest : set.components[component] !== current.set.components[component]
  return named.find((one) => one.generation < current.origin && isOther(one)) ?? null
}

/**
 * Serves an earlier deployment again. No gate but the generation stands before it: going back must
 * be possible when all else is closed. It leaves a hold, or the newest commit would go out again.
 */
export function startBack(draft: Draft, row: EnvironmentRow, target: Deployment, component: string | null): void {
  const by = nameOf(draft.input.by)
  const set = component === null || !row.current ? target.set : mixed(row.current.set, target.set, component)
  // After one component went back, the whole of what it came from is still a way back.
  const origin = component === null ? target.origin : target.generation + 1
  const place = placeOf(draft.state, row) ?? target.place
  draft.emit({ kind: 'environment.held', environment: row.id, by, reason: 'rolled back', at: draft.now })
  draft.emit({
    kind: 'rollout.started',
    row: newRollout(draft, row, set, { kind: 'back', by, origin, place, steps: [{ kind: 'activate', share: 100 }] }),
  })
}

/** What serves, with one component as it was. */
function mixed(current: ReleaseSet, earlier: ReleaseSet, component: string): ReleaseSet {
  const bytes = earlier.components[component]
  const components = bytes === undefined ? current.components : { ...current.components, [component]: bytes }
  return {
    ...current,
    components,
    isTrusted: current.isTrusted && earlier.isTrusted,
    digest: digestOf(canonical({ components, of: [current.digest, earlier.digest] })),
  }
}
