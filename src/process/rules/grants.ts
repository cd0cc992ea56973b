import type { CheckRule } from './rule.ts'

/** A secret is taken only where it is granted. */
export const checkGrants: CheckRule = (process, { problems }) => {
  for (const { name, value } of process.keys.environments ?? []) {
    for (const wanted of value.keys.secrets ?? []) {
      const secret = process.keys.secrets?.find((entry) => entry.name === wanted.form)
      if (secret === undefined || secret.value.keys.at?.some((at) => at.form === name) === true) continue
      problems.report(wanted.span, `\`${wanted.form}\` is not granted to \`${name}\``, `name \`${name}\` in \`at\` of the secret`)
    }
  }
}
