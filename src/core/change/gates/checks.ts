import { pipelinesOf } from '../../project/commit.ts'
import type { PipelineFact } from '../../facts/pipeline.ts'
import type { Clearer, Verdict } from '../../kernel/verdict.ts'
import { evidenceOf, type EvidenceRow } from '../../pipeline/evidence.ts'
import { expandJobs } from '../../pipeline/expand.ts'
import { checksOf, missingChecks } from '../../pipeline/start.ts'
import { clearers, closed, opened, waiting } from '../../verdict/make.ts'
import type { ChangeRow } from '../change.ts'
import type { ChangeGate } from '../judge.ts'
import { testedFacts } from '../tested.ts'

/** The pipelines that must have passed on the very tree that lands. */
export const checks: ChangeGate = ({ state, change, rule }) => {
  const facts = testedFacts(state, change)
  if (!facts) return waiting('checks', 'not-known', {}, { by: [{ kind: 'itself', what: 'the forge' }] })
  const own = pipelinesOf(state, facts)
  if (!own)
    return rule.isProtected
      ? closed('checks', 'no-process', { problem: facts.problem ?? '' }, { by: [{ kind: 'person', name: change.author }] })
      : null
  const absent = missingChecks(own, rule)
  if (absent.length > 0) return closed('checks', 'not-in-file', { checks: absent }, { by: [{ kind: 'person', name: change.author }] })
  const wanted = checksOf(state, change, facts, rule)
  const found = wanted.map((pipeline) => ({
    pipeline,
    state: evidenceOf(state, facts, pipeline.name, change.isTrusted, `change:${change.number}`)?.state ?? null,
  }))
  return judge(found, facts.tree, change)
}

type Found = { readonly pipeline: PipelineFact; readonly state: EvidenceRow['state'] | null }

function judge(found: readonly Found[], tree: string, { author }: ChangeRow): Verdict | null {
  const [failed, missing] = [namesOf(found, ['failed', 'cancelled']), namesOf(found, ['running', null])]
  const developer: Clearer = { kind: 'who', who: [{ kind: 'role', role: 'developer' }] }
  if (failed.length > 0) return closed('checks', 'failed', { checks: failed, tree }, { by: [{ kind: 'person', name: author }, developer] })
  const endless = found
    .filter(({ pipeline, state }) => state === null && expandJobs(pipeline) === null)
    .map(({ pipeline }) => pipeline.name)
  if (endless.length > 0) return closed('checks', 'too-many-jobs', { checks: endless }, { by: [{ kind: 'person', name: author }] })
  if (missing.length > 0) return waiting('checks', 'running', { checks: missing, tree }, { by: clearers.itself('the pipelines') })
  return found.length === 0 ? null : opened('checks', 'passed', { checks: found.map(({ pipeline }) => pipeline.name), tree })
}

function namesOf(found: readonly Found[], states: readonly Found['state'][]): string[] {
  return found.filter(({ state }) => states.includes(state)).map(({ pipeline }) => pipeline.name)
}
