import type { EvidenceRow } from '../pipeline/evidence.ts'
import { ensureRun } from '../pipeline/ensure.ts'
import { verifyKey } from '../pipeline/evidence.ts'
import type { Draft } from '../project/draft.ts'
import { processOf } from '../project/state.ts'
import { fail } from './abort.ts'
import type { RolloutRow } from './rollout.ts'
import { nextStep } from './move.ts'

/** The pipelines of the file in force run against what serves now; one that fails sends it back. */
export function settleVerify(draft: Draft, row: RolloutRow): void {
  const step = row.steps[row.step]
  const names = step?.kind === 'verify' ? step.pipelines : []
  for (const name of names) start(draft, row, name)
  const states = names.map((name) => stateOf(draft, row, name))
  const at = states.findIndex((state) => state === 'failed' || state === 'cancelled' || state === 'missing')
  if (at >= 0) fail(draft, row, { code: 'verify-failed', detail: names[at] ?? '' })
  else if (states.every((state) => state === 'passed')) nextStep(draft, row)
}

function start(draft: Draft, row: RolloutRow, name: string): void {
  const pipeline = processOf(draft.state)?.pipelines.pipelines[name]
  const facts = commitOf(row, draft)
  if (!pipeline || draft.state.evidence.has(verifyKey(row.environment, row.generation, name))) return
  ensureRun(draft, {
    pipeline,
    facts,
    cause: { kind: 'verify', environment: row.environment, generation: row.generation, rollout: row.id },
    isTrusted: row.set.isTrusted,
    watcher: `rollout:${row.id}`,
  })
}

/** What a verification knows of its commit: which one, and its tree. */
function commitOf(row: RolloutRow, draft: Draft) {
  const { commit, tree, title, branch } = row.set
  const known = draft.state.branches.get(branch)?.facts
  if (known?.commit === commit) return known
  const subtrees = Object.fromEntries(Object.keys(row.set.components).map((name) => [name, tree]))
  return { commit, tree, title, parents: [], subtrees, changed: { paths: [], isCut: true }, pipelines: null, problem: null }
}

function stateOf(draft: Draft, row: RolloutRow, name: string): EvidenceRow['state'] | 'missing' {
  return draft.state.evidence.get(verifyKey(row.environment, row.generation, name))?.state ?? 'missing'
}
