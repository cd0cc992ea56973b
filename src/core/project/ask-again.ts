import { limits } from '../kernel/limits.ts'
import type { Draft } from './draft.ts'
import { awaited } from './state.ts'
import type { Subject } from './subject.ts'

/** A question the world could not answer is asked again after a while, not at once. */
export function askAgainLater(draft: Draft, subject: Subject): void {
  draft.emit({ kind: 'subject.resting', subject, until: draft.now + limits.askAgainMs })
}

/** Whether a subject may ask under this tag: it does not wait for that answer, and does not rest. */
export function mayAsk(draft: Draft, subject: Subject, tag: string): boolean {
  return awaited(draft.state, subject, tag) === null && !draft.state.rests.has(subject)
}
