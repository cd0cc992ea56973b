import { hasWildcard, literalLength, overlapsWildcard } from '../../lib/wildcard.ts'
import type { CheckRule } from './rule.ts'

/** Of two rules that match one branch, the one that says more wins; so neither may say as much as the other. */
export const checkPatterns: CheckRule = (process, { problems }) => {
  const rules = (process.keys.branches ?? []).filter((entry) => hasWildcard(entry.name))
  for (const [index, entry] of rules.entries()) {
    const rival = rules
      .slice(0, index)
      .find((other) => literalLength(other.name) === literalLength(entry.name) && overlapsWildcard(other.name, entry.name))
    if (rival === undefined) continue
    problems.report(
      entry.span,
      `\`${rival.name}\` and \`${entry.name}\` can match the same branch, and neither says more`,
      'make one of them longer: the longer one wins',
    )
  }
}
