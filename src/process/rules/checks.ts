import { overlapsWildcard } from '../../lib/wildcard.ts'
import type { ProcessBlock } from '../language/blocks.ts'
import type { CheckRule } from './rule.ts'

/** A check that nothing starts would be waited for for ever. */
export const checkChecks: CheckRule = (process, { problems }) => {
  for (const branch of process.keys.branches ?? []) {
    for (const check of branch.value.keys.checks ?? []) {
      const pipeline = process.keys.pipelines?.find((entry) => entry.name === check.form)
      if (pipeline === undefined || startsFor(branch.name, pipeline.value)) continue
      problems.report(
        check.span,
        `\`${check.form}\` never runs on a change into \`${branch.name}\``,
        `write \`when: change\` or \`when: change into ${branch.name}\` at \`${check.form}\``,
      )
    }
  }
}

type Pipeline = NonNullable<ProcessBlock['keys']['pipelines']>[number]['value']

function startsFor(branch: string, { keys }: Pipeline): boolean {
  return (keys.when ?? []).some(({ form }) => {
    if (form.kind === 'push') return form.to === null
    if (form.kind === 'change') return form.label === null && (form.into === null || overlapsWildcard(form.into, branch))
    return false
  })
}
