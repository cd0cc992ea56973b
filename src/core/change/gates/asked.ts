import { mergers } from '../mergers.ts'
import { opened, waiting } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'

/** Somebody says when, unless the branch merges by itself. */
export const asked: ChangeGate = ({ change, rule }) => {
  if (change.asked) return opened('merge', 'asked', { by: change.asked.by })
  const isRefused = change.landing?.kind === 'clean' && change.refused === change.landing.facts.commit
  if (isRefused) return waiting('merge', 'held-back', { commit: change.refused ?? '' }, { by: [{ kind: 'who', who: mergers(rule) }] })
  if (rule.merge === 'by-itself') {
    return waiting('merge', 'by-itself', {}, { by: [{ kind: 'itself', what: 'the other gates' }] })
  }
  return waiting('merge', 'by-hand', {}, { by: [{ kind: 'who', who: mergers(rule) }] })
}
