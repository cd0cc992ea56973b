import { limits } from '../kernel/limits.ts'
import type { Answer } from '../kernel/answer.ts'
import type { Verdict } from '../kernel/verdict.ts'
import type { Draft } from '../project/draft.ts'
import { lookAgain, lookAt } from './look.ts'
import type { RefMove } from '../project/input.ts'
import { hasRole, isOneOf, nameOf } from '../project/people.ts'
import { ruleOf } from '../project/rules.ts'
import { refuse } from '../project/refuse.ts'
import { clearers, closed, opened } from '../verdict/make.ts'

const heads = 'refs/heads/'

/** Beyond this many refs in one input, nothing starts for each of them. */
const quietAbove = 50

/** What the repository says of its refs. It is the truth: nothing here can refuse it. */
export function takeRefs(draft: Draft, refs: readonly RefMove[], pusher: string | null): Answer {
  if (refs.length > limits.refsPerInputMax) {
    return refuse('too-many-refs', `${refs.length} refs in one input; at most ${limits.refsPerInputMax} are taken at once`)
  }
  const isQuiet = refs.length > quietAbove
  for (const ref of refs) {
    if (ref.name.startsWith(heads)) takeMove(draft, ref.name.slice(heads.length), ref, pusher, isQuiet)
  }
  return { kind: 'noted' }
}

/**
 * Messages come late, twice and out of order. One that begins where the branch is known to stand is
 * believed; of another only follows that the branch must be looked at.
 */
function takeMove(draft: Draft, branch: string, ref: RefMove, pusher: string | null, isQuiet: boolean): void {
  const known = draft.state.branches.get(branch)?.head ?? null
  if (ref.new === known) return
  if (ref.old === known) takeBranch(draft, branch, ref.new, pusher, isQuiet)
  else lookAt(draft, branch)
}

/** A branch stands at this commit now. A second telling changes nothing. */
export function takeBranch(draft: Draft, branch: string, head: string | null, pusher: string | null, isQuiet: boolean): void {
  const known = draft.state.branches.get(branch)
  const by = pusher ?? 'the repository'
  if (head === null) {
    if (known) draft.emit({ kind: 'branch.deleted', branch, by })
    return
  }
  if (known?.head === head) return
  // Nobody knows who moved it: it is trusted as it was, and if it is new, because only people with write access make branches.
  const isTrusted = pusher === null ? (known?.isTrusted ?? true) : hasRole(draft.state, { kind: 'person', name: pusher }, 'developer')
  draft.emit({ kind: 'branch.moved', branch, head, facts: null, by, isTrusted, isQuiet, at: draft.now })
  lookAgain(draft, branch)
}

/** Whether each ref may move as somebody proposes, before it has moved. */
export function judgeRefs(draft: Draft, refs: readonly RefMove[]): Answer {
  if (refs.length > limits.refsPerInputMax) {
    return refuse('too-many-refs', `${refs.length} refs in one push; at most ${limits.refsPerInputMax} are taken at once`)
  }
  return { kind: 'judged', refs: refs.map((ref) => ({ ref: ref.name, verdict: judgeRef(draft, ref) })) }
}

function judgeRef(draft: Draft, ref: RefMove): Verdict {
  const evidence = { ref: ref.name, who: nameOf(draft.input.by) }
  if (ref.name.length > limits.nameLengthMax) return closed('push', 'name-too-long', { ref: ref.name.slice(0, 60), most: limits.nameLengthMax })
  if (!ref.name.startsWith(heads)) return judgeOther(draft, evidence)
  const rule = ruleOf(draft.state, ref.name.slice(heads.length))
  if (!rule.isProtected) {
    if (hasRole(draft.state, draft.input.by, 'developer') || isOneOf(draft.state, draft.input.by, rule.push)) return opened('push')
    return closed('push', 'not-a-developer', evidence, { by: clearers.role('administrator') })
  }
  if (isOneOf(draft.state, draft.input.by, rule.push)) return opened('push')
  return closed('push', ref.new === null ? 'protected-from-deletion' : 'protected', { ...evidence, rule: rule.pattern })
}

/** Tags and other refs: whoever develops may set them. */
function judgeOther(draft: Draft, evidence: { readonly ref: string; readonly who: string }): Verdict {
  if (hasRole(draft.state, draft.input.by, 'developer')) return opened('push')
  return closed('push', 'not-a-developer', evidence, { by: clearers.role('administrator') })
}
