import type { Draft } from '../project/draft.ts'
import { projectRow } from '../project/state.ts'

const installation = 'installation'

/** Machines belong to the installation: it says when a job's turn comes. */
export function askSlot(draft: Draft, slot: string): void {
  tell(draft, slot, { kind: 'slot.ask', slot, stream: streamOf(draft) })
}

export function freeSlot(draft: Draft, slot: string): void {
  tell(draft, slot, { kind: 'slot.free', slot, stream: streamOf(draft) })
}

/** In order: a slot is never freed before it was asked for. */
function tell(draft: Draft, slot: string, body: { readonly kind: 'slot.ask' | 'slot.free'; readonly slot: string; readonly stream: string }): void {
  draft.ask('project', `${body.kind} ${slot}`, { kind: 'tell', stream: installation, body }, { lane: `tell/${installation}` })
}

function streamOf(draft: Draft): string {
  return projectRow(draft.state)?.stream ?? ''
}
