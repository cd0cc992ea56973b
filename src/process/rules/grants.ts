import type { ProcessBlock, SecretBlock } from '../language/blocks.ts'
import type { Problems } from '../source/problem.ts'
import { jobsOf, type JobPlace } from './jobs-of.ts'
import { listOf, type CheckRule } from './rule.ts'

/** A secret is taken only where it is granted. */
export const checkGrants: CheckRule = (process, { problems }) => {
  const secrets = new Map((process.keys.secrets ?? []).map((entry) => [entry.name, grantedTo(entry.value)]))
  for (const { name, value } of process.keys.environments ?? []) {
    for (const wanted of value.keys.secrets ?? []) {
      if (secrets.get(wanted.form)?.includes(name) !== false) continue
      problems.report(wanted.span, `\`${wanted.form}\` is not granted to \`${name}\``, `name \`${name}\` in \`at\` of the secret`)
    }
  }
  for (const { name, value } of process.keys.components ?? []) {
    for (const wanted of value.keys.secrets ?? []) {
      if (secrets.get(wanted.form)?.length !== 0) continue
      problems.report(
        wanted.span,
        `\`${wanted.form}\` is granted to no environment, so \`${name}\` never gets it`,
        'name them in `at` of the secret',
      )
    }
  }
  for (const place of jobsOf(process)) checkJob(place, secrets, process, problems)
}

function grantedTo({ keys }: SecretBlock): readonly string[] {
  return (keys.at ?? []).map((at) => at.form)
}

/** What is granted to environments reaches jobs that run against one of them. */
function checkJob(
  { pipeline, job }: JobPlace,
  secrets: ReadonlyMap<string, readonly string[]>,
  process: ProcessBlock,
  problems: Problems,
): void {
  for (const wanted of job.value.keys.secrets ?? []) {
    const granted = secrets.get(wanted.form) ?? []
    if (granted.length === 0 || granted.some((name) => runsAt(name))) continue
    problems.report(
      wanted.span,
      `\`${wanted.form}\` is granted to ${listOf(granted)} only, and \`${job.name}\` does not run there`,
      `write \`at: ${granted[0] ?? ''}\` at \`${job.name}\`, or give it a secret of its own`,
    )
  }

  function runsAt(name: string): boolean {
    if (job.value.keys.at !== undefined) return job.value.keys.at.form === name
    const verify = process.keys.environments?.find((entry) => entry.name === name)?.value.keys.verify
    return verify?.some((check) => check.form === pipeline.name) === true
  }
}
