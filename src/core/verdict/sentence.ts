import type { Votes, Who } from '../facts/people.ts'
import type { Clearer, Evidence, Verdict } from '../kernel/verdict.ts'

type Write = (evidence: Evidence) => string

function text(evidence: Evidence, key: string): string {
  const value = evidence[key]
  if (Array.isArray(value)) return listed(value)
  return value === undefined ? '' : String(value)
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

function short(evidence: Evidence, key: string): string {
  return text(evidence, key).slice(0, 10)
}

/** The verb that fits how many are named. */
function verb(evidence: Evidence, key: string, one: string, several: string): string {
  const value = evidence[key]
  return (Array.isArray(value) && value.length > 1) || (typeof value === 'number' && value !== 1) ? several : one
}

function has(evidence: Evidence, key: string): boolean {
  const value = evidence[key]
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
}

/** Every verdict there is, as one sentence. A gate and code without a line here fail a test. */
const sentences: Readonly<Record<string, Write>> = {
  'line/stopped': (e) => `${text(e, 'by')} stopped the line: ${text(e, 'reason')}`,
  'into/no-branch': (e) => `there is no branch ${text(e, 'branch')} any more`,
  'draft/draft': () => 'it is a draft',
  'title/not-conventional': (e) => `the title "${text(e, 'title')}" does not begin like "fix: …" or "feat: …"`,
  'title/no-ticket': (e) => `neither title nor branch names a ticket such as ${text(e, 'prefix')}-123`,
  'conflicts/being-merged': (e) => `${text(e, 'from')} and ${text(e, 'into')} are being merged for a test`,
  'conflicts/conflicts': (e) => `it conflicts with ${text(e, 'into')} in ${text(e, 'paths')}`,
  'process/invalid': (e) => `its process file cannot be used: ${text(e, 'problem')}`,
  'process/changed': () => 'it changes the process file: a maintainer approves that',
  'process/reviewed': (e) => `${text(e, 'by')} approved the new process file`,
  'history/not-linear': (e) => `landing by ${text(e, 'land')} makes a commit with two parents, and the history here is linear`,
  'trust/not-looked-at': (e) => `${text(e, 'author')} has no write access: a developer looks before anything runs`,
  'trust/untrusted': () => 'it was made by a run that is not trusted',
  'reviews/approved': (e) => `approved by ${text(e, 'by')}`,
  'reviews/rejected': (e) => `${text(e, 'by')} asked for changes`,
  'reviews/missing': (e) => (e['stale'] === 0 ? 'it is not approved yet' : 'it is not approved as it is now'),
  'owners/missing': (e) => `whoever owns ${text(e, 'paths')} has not approved it`,
  'checks/not-known': () => 'what lands is not known yet',
  'checks/no-process': (e) => `its process file cannot be used: ${text(e, 'problem')}`,
  'checks/too-many-jobs': (e) => `${text(e, 'checks')} ${verb(e, 'checks', 'has', 'have')} more jobs than a run may have`,
  'checks/not-in-file': (e) => `${text(e, 'checks')} must pass and ${verb(e, 'checks', 'is', 'are')} not in its process file`,
  'checks/failed': (e) => `${text(e, 'checks')} did not pass`,
  'checks/running': (e) => `${text(e, 'checks')} ${verb(e, 'checks', 'has', 'have')} not passed yet`,
  'checks/passed': (e) => `${text(e, 'checks')} passed`,
  'behind/looking': (e) => `where ${text(e, 'into')} stands is being looked up`,
  'behind/out-of-date': (e) => `it is behind ${text(e, 'into')}`,
  'behind/queued': (e) => `it is number ${text(e, 'place')} in the queue into ${text(e, 'into')}`,
  'behind/merged-anew': (e) => `it is being merged anew with ${text(e, 'into')} as that is now`,
  'merge/asked': (e) => `${text(e, 'by')} asked for the merge`,
  'merge/by-itself': () => 'it merges by itself when all else is open',
  'merge/held-back': () => 'it did not merge, or was held back: somebody must ask for it again',
  'merge/by-hand': () => 'somebody must merge it',
  'hold/held': (e) => `${text(e, 'by')} holds ${text(e, 'environment')}: ${text(e, 'reason')}`,
  'freeze/frozen': (e) => `nothing goes out during ${text(e, 'freeze')}`,
  'failed/failed-before': (e) => `this very set failed in ${text(e, 'environment')} before`,
  'version/no-version': (e) => `${short(e, 'commit')} has no version: nothing in it is worth one`,
  'order/being-compared': (e) => `${short(e, 'commit')} is being compared with what serves`,
  'order/older': (e) => `${short(e, 'commit')} is older than what serves`,
  'after/not-served': (e) => `these bytes have not served in ${text(e, 'environment')} yet`,
  'after/rolled-back': (e) => `these bytes served in ${text(e, 'environment')}, and somebody went back from them`,
  'after/soaking': (e) => `they have not served in ${text(e, 'environment')} long enough`,
  'after/served': (e) => `these bytes have served in ${text(e, 'environments')}`,
  'if/not-true': (e) => `the condition is not true: ${text(e, 'condition')}`,
  'approve/approved': (e) => `approved by ${text(e, 'by')}`,
  'approve/missing': (e) => (has(e, 'approved') ? `${text(e, 'approved')} approved; more must` : 'nobody has approved this set yet'),
  'approve/rejected': (e) => `${text(e, 'by')} rejected it: ${text(e, 'reason')}`,
  'go/by-hand': (e) => (has(e, 'by') ? `${text(e, 'by')} said go` : 'somebody must say go'),
  'go/in-hours': () => 'its hours are on',
  'go/out-of-hours': (e) => `it goes in its hours only: ${text(e, 'hours')}`,
  'room/full': (e) => `${text(e, 'limit')} of ${text(e, 'environment')} ${verb(e, 'limit', 'stands', 'stand')} already`,
  'busy/closing': (e) => `${text(e, 'environment')} is being taken down`,
  'busy/rolling-out': (e) => `a rollout to ${text(e, 'environment')} is under way`,
  'push/name-too-long': (e) => `the name ${text(e, 'ref')}… has more than ${text(e, 'most')} characters`,
  'push/bad-name': (e) => text(e, 'found'),
  'push/not-a-developer': (e) => `${text(e, 'who')} has no write access`,
  'push/protected': (e) => `${text(e, 'ref')} is protected by the rule ${text(e, 'rule')}: open a change instead`,
  'push/protected-from-deletion': (e) => `${text(e, 'ref')} is protected by the rule ${text(e, 'rule')} and stays`,
  'permit/not-awaited': () => 'nobody waits for this any more',
  'permit/not-wanted': () => 'something else is wanted now',
  'declared/undeclared': (e) => `the process file does not name ${text(e, 'environment')} any more`,
  'source/nothing': () => 'nothing is there that it takes',
  'source/choose': () => 'somebody chooses what it takes',
  'source/later': (e) => `it takes ${text(e, 'takes')}, which is understood and not yet acted on`,
  'source/not-described': (e) => `what ${text(e, 'branch')} holds is being looked up`,
  'source/no-process': (e) => `the process file at ${text(e, 'branch')} cannot be used: ${text(e, 'problem')}`,
  'source/building': (e) => `${text(e, 'components')} ${verb(e, 'components', 'is', 'are')} being built`,
  'source/not-built': (e) => `${text(e, 'components')} could not be built`,
  'source/dormant': () => 'it was taken down and comes back with the next push',
  'source/serves': (e) => `${short(e, 'commit')} serves`,
  'rollout/under-way': (e) => `${short(e, 'commit')} is being rolled out: ${text(e, 'step')}`,
  'rollout/returning': (e) => `what served before is being brought back: ${text(e, 'why')}`,
}

/** A verdict as people read it: the same words on every page, command, status and message. */
export function sentenceOf(verdict: Verdict): string {
  const write = sentences[`${verdict.gate}/${verdict.code}`]
  if (write) return write(verdict.evidence)
  return verdict.code === 'fine' ? `${verdict.gate}: nothing stands in the way` : `${verdict.gate}: ${verdict.code}`
}

export function isKnownVerdict(gate: string, code: string): boolean {
  return code === 'fine' || Object.hasOwn(sentences, `${gate}/${code}`)
}

/** Who can clear it, as people read it. Empty: nobody needs to. All votes are wanted, and all who said no; else any of them will do. */
export function clearersOf({ whoCanClear }: Verdict): string {
  const words = whoCanClear.map(clearerText).filter((one) => one !== '')
  const isAll = whoCanClear.every(({ kind }) => kind === 'votes') || whoCanClear.every(({ kind }) => kind === 'person')
  return listed([...new Set(words)], isAll ? 'and' : 'or')
}

function clearerText(clearer: Clearer): string {
  switch (clearer.kind) {
    case 'who':
      return clearer.who.map(whoText).join(' or ')
    case 'votes':
      return votesText(clearer.votes)
    case 'person':
      return clearer.name
    case 'itself':
      return ''
  }
}

function votesText({ count, team }: Votes): string {
  if (team === null) return count === 1 ? 'a developer' : `${count} developers`
  return count === 1 ? `one of ${team}` : `${count} of ${team}`
}

function whoText(who: Who): string {
  switch (who.kind) {
    case 'team':
      return who.team
    case 'role':
      return who.role === 'administrator' ? 'an administrator' : `a ${who.role}`
    case 'signed-in':
      return 'anybody signed in'
    case 'everyone':
      return 'everyone'
    case 'nobody':
      return 'nobody'
  }
}
