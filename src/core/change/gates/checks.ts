import { pipelinesOf } from '../../project/commit.ts'
import { evidenceOf } from '../../pipeline/evidence.ts'
import { checksOf, missingChecks } from '../../pipeline/start.ts'
import { closed, opened, waiting } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'
import { testedFacts } from '../tested.ts'

/** The pipelines that must have passed on the very tree that lands. */
export const checks: ChangeGate = ({ state, change, rule }) => {
  const facts = testedFacts(state, change)
  if (!facts) return waiting('checks', 'not-known', {}, { by: [{ kind: 'itself', what: 'the forge' }] })
  const own = pipelinesOf(state, facts)
  if (!own) return rule.isProtected ? closed('checks', 'no-process', { problem: facts.problem ?? '' }, { by: [{ kind: 'person', name: change.author }] }) : null
  const absent = missingChecks(own, rule)
  if (absent.length > 0) return closed('checks', 'not-in-file', { checks: absent }, { by: [{ kind: 'person', name: change.author }] })
  const names = checksOf(state, change, facts, rule).map((pipeline) => pipeline.name)
  const found = names.map((name) => ({ name, evidence: evidenceOf(state, facts, name, change.isTrusted) }))
  const failed = found.filter(({ evidence }) => evidence?.state === 'failed' || evidence?.state === 'cancelled').map(({ name }) => name)
  if (failed.length > 0) {
    return closed('checks', 'failed', { checks: failed, tree: facts.tree }, { by: [{ kind: 'person', name: change.author }] })
  }
  const open = found.filter(({ evidence }) => evidence?.state !== 'passed').map(({ name }) => name)
  if (open.length === 0) return names.length === 0 ? null : opened('checks', 'passed', { checks: names, tree: facts.tree })
  return waiting('checks', 'running', { checks: open, tree: facts.tree }, { by: [{ kind: 'itself', what: 'the pipelines' }] })
}
