import type { BranchRule, ChangeRules, OwnerRule, Source, Votes } from '../../core/facts/index.ts'
import { hasWildcard, literalLength } from '../../lib/wildcard.ts'
import type { BranchBlock } from '../language/blocks.ts'
import type { Named } from '../read/reading.ts'
import { forms, type Compiling } from './compiling.ts'

export function changeRules({ process }: Compiling): ChangeRules {
  const keys = process.keys.changes?.keys ?? {}
  return {
    into: keys.into?.form ?? null,
    titles: keys.titles?.form ?? 'free',
    land: keys.land?.form ?? 'squash',
    ticket: keys.ticket === undefined ? null : { prefix: keys.ticket.form },
  }
}

/** The rules that are written, and one for each branch that matters without being written down. */
export function branchRules(compiling: Compiling): readonly BranchRule[] {
  const written = compiling.process.keys.branches ?? []
  const rules = written.map(branchRule)
  const named = new Set(written.map((entry) => entry.name))
  const implied = [...impliedBranches(compiling)].filter((branch) => !named.has(branch)).map(protectedBranch)
  return [...rules, ...implied].toSorted(byStrength)
}

/** The rule that says more comes first; equals by name. */
function byStrength(left: BranchRule, right: BranchRule): number {
  const difference = literalLength(right.pattern) - literalLength(left.pattern)
  if (difference !== 0) return difference
  return left.pattern < right.pattern ? -1 : 1
}

export function isProtectedBranch(entry: Named<BranchBlock>): boolean {
  const { reviews, checks } = entry.value.keys
  return !hasWildcard(entry.name) || reviews !== undefined || checks !== undefined
}

function branchRule(entry: Named<BranchBlock>): BranchRule {
  const { keys } = entry.value
  const isProtected = isProtectedBranch(entry)
  const from = keys.from?.form ?? null
  return {
    pattern: entry.name,
    isProtected,
    from: from?.kind === 'branch' ? { kind: 'branch', branch: from.branch } : from,
    into: keys.into?.form ?? null,
    backMerge: keys['back-merge']?.form ?? null,
    skip: forms(keys.skip),
    reviews: keys.reviews === undefined ? defaultReviews(isProtected) : forms(keys.reviews).filter((votes) => votes.count > 0),
    checks: keys.checks === undefined ? null : forms(keys.checks),
    staleReviews: keys['stale-reviews']?.form ?? 'dismissed',
    behind: keys.behind?.form ?? 'queued',
    merge: keys.merge?.form === 'by itself' ? 'by-itself' : 'by-hand',
    push: keys.push === undefined ? [isProtected ? { kind: 'nobody' } : { kind: 'role', role: 'developer' }] : forms(keys.push),
    tag: keys.tag?.form ?? null,
    history: keys.history?.form ?? 'any',
  }
}

function defaultReviews(isProtected: boolean): readonly Votes[] {
  return isProtected ? [{ count: 1, team: null }] : []
}

function protectedBranch(pattern: string): BranchRule {
  return branchRule({ name: pattern, span: noSpan, value: { span: noSpan, keys: {}, at: {}, hasUnknown: false } })
}

const noSpan = { source: { path: '', text: '' }, start: 0, end: 0 }

/** Branches that changes go to by default, that are released or deployed from, and that trains connect. */
function impliedBranches({ process }: Compiling): ReadonlySet<string> {
  const { changes, environments, candidates, releases, trains } = process.keys
  const sources: Source[] = [
    ...(environments ?? []).flatMap((entry) => forms(entry.value.keys.deploy)),
    ...forms(candidates?.keys.of),
    ...forms(releases?.keys.of),
  ]
  const branches = [
    changes?.keys.into?.form,
    ...sources.map((source) => (source.kind === 'branch' ? source.branch : undefined)),
    ...(trains ?? []).flatMap((train) => [train.value.keys.from?.form, train.value.keys.into?.form]),
  ]
  return new Set(branches.filter((branch) => branch !== undefined && !hasWildcard(branch)) as string[])
}

export function ownerRules({ process }: Compiling): readonly OwnerRule[] {
  return (process.keys.owners ?? []).map((entry) => ({ paths: entry.name, votes: forms(entry.value) }))
}
