import type { Draft } from '../project/draft.ts'
import { tellNews } from '../project/news.ts'
import { isVerifyKeyOf } from '../pipeline/evidence.ts'
import { environmentFact } from '../project/rules.ts'
import type { Failure, RolloutRow } from './rollout.ts'

/** Every step is done: this serves now. */
export function endDeployed(draft: Draft, row: RolloutRow): void {
  const { environment, generation, set, by, kind, origin, place } = row
  dropEvidence(draft, row)
  draft.emit({ kind: 'rollout.ended', rollout: row.id, outcome: 'deployed' })
  draft.emit({
    kind: 'environment.deployed',
    environment,
    deployment: { generation, set, by, kind, origin: kind === 'forward' ? generation : origin, place, at: draft.now },
  })
  touchThoseAfter(draft, nameOf(row))
  tellNews(draft, kind === 'back' ? 'rolled back' : 'deployed', nameOf(row), {
    environment,
    commit: set.commit,
    version: set.version ?? '',
    by,
  })
}

/** What served before serves again. */
export function endReturned(draft: Draft, row: RolloutRow): void {
  const failure = row.failure ?? { code: 'failed', detail: '' }
  endAborted(draft, row, failure)
}

/** It did not come to its end. The set does not go again by itself. */
export function endAborted(draft: Draft, row: RolloutRow, failure: Failure): void {
  const { environment, set } = row
  dropEvidence(draft, row)
  draft.emit({ kind: 'rollout.ended', rollout: row.id, outcome: 'aborted' })
  if (row.kind === 'forward') draft.emit({ kind: 'environment.failed', environment, digest: set.digest })
  const serves = row.from?.set.commit ?? ''
  tellNews(draft, 'rollout aborted', nameOf(row), { environment, commit: set.commit, code: failure.code, detail: failure.detail, serves })
  if (!row.from) touchSiblings(draft, nameOf(row))
}

/** What has served here may go on elsewhere, also where there is one for each. */
function touchThoseAfter(draft: Draft, name: string): void {
  for (const other of draft.state.environments.values()) {
    if (environmentFact(draft.state, other.name)?.after.includes(name) === true) draft.touch(`environment:${other.id}`)
  }
}

/** There is room for another, where only so many stand at once. */
function touchSiblings(draft: Draft, name: string): void {
  for (const other of draft.state.environments.values()) if (other.name === name) draft.touch(`environment:${other.id}`)
}

/** What served before could not be made to serve again: nothing goes here until somebody has looked. */
export function endStranded(draft: Draft, row: RolloutRow, failure: Failure): void {
  endAborted(draft, row, failure)
  draft.emit({
    kind: 'environment.held',
    environment: row.environment,
    by: 'branchline core',
    reason: `going back failed: ${failure.code}`,
    at: draft.now,
  })
}

/** What was verified was this rollout; nothing else can be judged by it. */
export function dropEvidence(draft: Draft, row: RolloutRow): void {
  const keys = Array.from(draft.state.evidence.entries(), ([key]) => key).filter((key) => isVerifyKeyOf(row.environment, key))
  if (keys.length > 0) draft.emit({ kind: 'evidence.dropped', keys })
}

function nameOf(row: RolloutRow): string {
  return row.environment.split('/')[0] ?? row.environment
}
