import type { Draft } from '../project/draft.ts'
import { projectRow, type Project } from '../project/state.ts'
import type { JobRow, RunRow } from './run.ts'

const installation = 'installation'

/** Machines belong to the installation: it says when a job's turn comes. */
export function askSlot(draft: Draft, slot: string): void {
  tell(draft, slot, { kind: 'slot.ask', slot, stream: streamOf(draft) })
}

export function freeSlot(draft: Draft, slot: string): void {
  tell(draft, slot, { kind: 'slot.free', slot, stream: streamOf(draft) })
}

/** The installation could not be told. A slot that is kept from others must come free; one is asked for only while a job wants it. */
export function tellSlotAgain(draft: Draft, tag: string): void {
  const at = tag.indexOf(' ')
  const [kind, slot] = [tag.slice(0, at), tag.slice(at + 1)] as const
  if (kind === 'slot.free') freeSlot(draft, slot)
  if (kind === 'slot.ask' && jobOfSlot(draft.state, slot)) askSlot(draft, slot)
}

/** The job that waits for this slot. */
export function jobOfSlot(state: Project, slot: string): { readonly run: RunRow; readonly job: JobRow } | null {
  const run = state.runs.get(slot.slice('run:'.length, slot.indexOf('/')))
  const job = run && Object.values(run.jobs).find((row) => row.state.kind === 'queued' && row.state.slot === slot)
  return run && job ? { run, job } : null
}

/** In order: a slot is never freed before it was asked for. */
function tell(
  draft: Draft,
  slot: string,
  body: { readonly kind: 'slot.ask' | 'slot.free'; readonly slot: string; readonly stream: string },
): void {
  draft.ask('project', `${body.kind} ${slot}`, { kind: 'tell', stream: installation, body }, { lane: `tell/${installation}` })
}

function streamOf(draft: Draft): string {
  return projectRow(draft.state)?.stream ?? ''
}
