import { limits } from '../../../src/core/kernel/limits.ts'
import type { Decision } from '../../../src/core/kernel/decider.ts'
import type { Work } from '../../../src/core/kernel/work.ts'
import type { Event } from '../../../src/core/project/event.ts'
import { put, type PendingRow, type Project } from '../../../src/core/project/state.ts'
import { everyRow, inTheCore, judgingBy, told } from './lies.ts'
import type { Planted } from './planted.ts'

/** Bugs in what is decided. */
export const coreBugs: Readonly<Record<string, Planted>> = {
  'the permit is always granted': inTheCore((core) => ({
    decide: (state, input, now) => {
      const decision = core.decide(state, input, now)
      const { body } = input
      const pending = body.kind === 'starting' ? state.pending.get(body.effect) : undefined
      if (decision.answer.kind !== 'no-permit' || body.kind !== 'starting' || !pending) return decision
      const expires = now + limits.permitMs
      const generation = state.rollouts.get(pending.subject.slice('rollout:'.length))?.generation ?? 1
      const event: Event = { kind: 'effect.permitted', effect: body.effect, attempt: body.attempt, generation, expires }
      const granted: Decision<Project, Event, Work> = {
        events: [event],
        effects: [],
        withdrawn: [],
        answer: { kind: 'permit', generation, expires },
        state,
      }
      return told(core, state, granted)
    },
  })),
  'a hold counts only before a rollout starts': judgingBy((state, { body }) =>
    body.kind === 'starting' ? everyRow(state, 'environments', (row) => ({ ...row, hold: null })) : state,
  ),
  'a stopped line merges': judgingBy((state) => everyRow(state, 'project', (row) => ({ ...row, stopped: null }))),
  'an approval counts for the next digest too': judgingBy((state) =>
    everyRow(state, 'environments', (row) => ({
      ...row,
      approvals: row.approvals.map((approval) => ({ ...approval, digest: row.candidate?.set.digest ?? approval.digest })),
    })),
  ),
  'the author approves': judgingBy((state) => everyRow(state, 'changes', (row) => ({ ...row, author: 'somebody else' }))),
  'everybody is a developer': judgingBy((state) => everyRow(state, 'people', (row) => ({ ...row, role: 'administrator' }))),
  'a review counts for a tree nobody looked at': judgingBy((state) =>
    everyRow(state, 'changes', (row) => ({ ...row, reviews: row.reviews.map((review) => ({ ...review, tree: row.tree ?? review.tree })) })),
  ),
  'another tree’s evidence is believed': judgingBy((state, { body }) =>
    body.kind === 'starting' || body.kind === 'change.merge' ? believeAnyEvidence(state) : state,
  ),
  'bytes of untrusted runs are taken for trusted': judgingBy((state) => everyRow(state, 'environments', trustCandidate)),
  'a generation is used twice': judgingBy((state) =>
    everyRow(state, 'environments', (row) => ({ ...row, generation: Math.max(0, row.generation - 1) })),
  ),
  'two rollouts at once': judgingBy((state, { body }) =>
    body.kind === 'environment.rollback' ? everyRow(state, 'environments', (row) => ({ ...row, rollout: null })) : state,
  ),
  'wake-ups are forgotten': inTheCore(() => ({ nextWake: () => null })),
  'a receipt is applied twice': inTheCore((core) => {
    const ended = new Map<string, PendingRow>()
    return {
      decide: (state, input, now) => {
        const { body } = input
        if (body.kind !== 'receipt') return core.decide(state, input, now)
        const pending = state.pending.get(body.effect)
        if (pending) ended.set(body.effect, pending)
        const again = pending ?? ended.get(body.effect)
        return again
          ? told(core, state, core.decide(put(state, 'pending', body.effect, again), input, now))
          : core.decide(state, input, now)
      },
    }
  }),
}

function trustCandidate(row: Project['environments'] extends { get(key: string): (infer Row) | undefined } ? Row : never): typeof row {
  return row.candidate ? { ...row, candidate: { ...row.candidate, set: { ...row.candidate.set, isTrusted: true } } } : row
}

/** The newest that passed anywhere, under every tree that is to land. */
function believeAnyEvidence(state: Project): Project {
  const passed = [...state.evidence.values()].filter((row) => row.state === 'passed')
  let believed = state
  for (const { landing } of state.changes.values()) {
    if (landing?.kind !== 'clean') continue
    for (const row of passed) {
      const key = `${landing.facts.tree}/${row.isTrusted ? '' : 'untrusted/'}${row.pipeline}`
      if (state.evidence.get(key)?.state !== 'passed') believed = put(believed, 'evidence', key, { ...row, tree: landing.facts.tree })
    }
  }
  return believed
}
