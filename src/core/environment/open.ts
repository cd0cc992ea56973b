import type { Draft } from '../project/draft.ts'
import { processOf, projectRow } from '../project/state.ts'
import { emptyEnvironment, environmentId, type Owner } from './environment.ts'
import { takes } from './offer.ts'

/** Every environment that makes one of its own for this branch or change has one from now on. */
export function openFor(draft: Draft, owner: Owner): void {
  if (owner.kind === 'branch' && !draft.state.branches.get(owner.branch)?.isTrusted) return
  for (const fact of Object.values(processOf(draft.state)?.environments ?? {})) {
    if (fact.kind !== 'each' || draft.state.environments.has(environmentId(fact.name, owner))) continue
    if (takes(draft.state, fact, owner))
      draft.emit({
        kind: 'environment.opened',
        row: emptyEnvironment(fact.name, owner, draft.now, projectRow(draft.state)?.generations ?? 0),
      })
  }
}
