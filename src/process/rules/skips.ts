import type { CheckRule } from './rule.ts'

/** Passing something by means something only where something else comes after it. */
export const checkSkips: CheckRule = (process, { problems }) => {
  const waitedFor = new Set((process.keys.environments ?? []).flatMap((entry) => (entry.value.keys.after ?? []).map((after) => after.form)))
  for (const branch of process.keys.branches ?? []) {
    for (const skip of branch.value.keys.skip ?? []) {
      if (waitedFor.has(skip.form)) continue
      problems.report(skip.span, `nothing comes after \`${skip.form}\`, so nobody needs to skip it`, 'leave it out')
    }
  }
}
