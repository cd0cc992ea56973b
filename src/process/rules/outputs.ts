import { jobsOf } from './jobs-of.ts'
import { refuseName } from './names.ts'
import { splitWords } from '../phrase/word.ts'
import type { CheckRule } from './rule.ts'

/** A value comes from a job that is needed, and that says it hands it on. */
export const checkOutputs: CheckRule = (process, { problems }) => {
  for (const { pipeline, job } of jobsOf(process)) {
    for (const { value } of job.value.keys.env ?? []) {
      if (value.form.kind !== 'output') continue
      const { job: from, output } = value.form
      const giver = pipeline.value.keys.jobs?.find((other) => other.name === from)
      if (giver === undefined) continue
      const words = splitWords(value.scalar)
      const outputs = (giver.value.keys.outputs ?? []).map((name) => name.form)
      if (!(job.value.keys.needs ?? []).some((need) => need.form === from)) {
        problems.report(
          words[3]?.span ?? value.span,
          `\`${job.name}\` does not need \`${from}\``,
          `write \`needs: ${from}\` at \`${job.name}\``,
        )
      } else if (!outputs.includes(output)) {
        refuseName('output', output, words[1]?.span ?? value.span, outputs, problems)
      }
    }
  }
}
