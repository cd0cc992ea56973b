import { limits } from '../kernel/limits.ts'
import type { Answer } from '../kernel/answer.ts'
import type { Verdict } from '../kernel/verdict.ts'
import type { Draft } from '../project/draft.ts'
import { lookAgain, lookAt } from './look.ts'
import type { RefMove } from '../project/input.ts'
import { hasRole, isOneOf, nameOf } from '../project/people.ts'
import { ruleOf } from '../project/rules.ts'
import { refuse } from '../project/refuse.ts'
import { processOf, type Project } from '../project/state.ts'
import { badText } from '../project/text.ts'
import type { Who } from '../facts/people.ts'
import type { BranchRow } from './branch.ts'
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
  const merge = mergeTo(draft.state, branch, head)
  const isTrusted = merge !== null || isTrustedMove(draft.state, branch, known, pusher)
  draft.emit({ kind: 'branch.moved', branch, head, facts: null, by: merge ?? by, isTrusted, isQuiet, at: draft.now })
  lookAgain(draft, branch)
}

/** Who asked for the merge that moved a branch here, if one did: the repository told of it before whoever carried it out. */
function mergeTo(state: Project, branch: string, head: string): string | null {
  const rows = (state.branches.get(branch)?.changes ?? []).flatMap((number) => state.changes.get(String(number)) ?? [])
  return rows.find((row) => row.into === branch && row.merging?.commit === head)?.merging?.by ?? null
}

/** Where nobody knows who moved a branch, it is trusted as it was; if it is new, where only developers may have made it. */
function isTrustedMove(state: Project, branch: string, known: BranchRow | undefined, pusher: string | null): boolean {
  if (pusher !== null) return hasRole(state, { kind: 'person', name: pusher }, 'developer')
  return (known?.isTrusted ?? true) && !ruleOf(state, branch).push.some((who) => mayBeAnybody(state, who))
}

/** Whether these are more people than those who develop. */
function mayBeAnybody(state: Project, who: Who): boolean {
  if (who.kind === 'role') return who.role === 'viewer'
  if (who.kind !== 'team') return who.kind !== 'nobody'
  return (processOf(state)?.teams[who.team] ?? []).some((name) => !hasRole(state, { kind: 'person', name }, 'developer'))
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
  if (ref.name.length > limits.nameLengthMax)
    return closed('push', 'name-too-long', { ref: ref.name.slice(0, 60), most: limits.nameLengthMax })
  const bad = badText('name', ref.name, limits.nameLengthMax)
  if (bad?.kind === 'refused') return closed('push', 'bad-name', { found: bad.found })
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
