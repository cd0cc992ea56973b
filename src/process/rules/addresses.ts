import { defaultAddress } from '../compile/environments.ts'
import type { EnvironmentBlock } from '../language/blocks.ts'
import type { Named } from '../read/reading.ts'
import type { Problems } from '../source/problem.ts'
import type { CheckRule } from './rule.ts'

/** No two environments have one address, and one of each has one each. */
export const checkAddresses: CheckRule = (process, { problems }) => {
  const owners = new Map<string, string>()
  for (const entry of process.keys.environments ?? []) {
    const { address, deploy, for: each } = entry.value.keys
    const takes = (each ?? deploy ?? []).map((source) => source.form)
    const host = address?.form ?? defaultAddress(entry.name, each !== undefined, takes)
    const owner = owners.get(host)
    if (owner !== undefined) {
      problems.report(
        address?.span ?? entry.span,
        `\`${entry.name}\` and \`${owner}\` have the same address`,
        `give one of them another \`address\``,
      )
    }
    owners.set(host, entry.name)
    checkPlaceholders(entry, problems)
  }
}

function checkPlaceholders({ value }: Named<EnvironmentBlock>, problems: Problems): void {
  const { address, for: each } = value.keys
  if (address === undefined) return
  const kinds = new Set((each ?? []).map((source) => source.form.kind))
  const has = (placeholder: string): boolean => address.form.includes(placeholder)
  if (each === undefined && (has('<branch>') || has('<change>'))) {
    problems.report(
      address.span,
      'there is one of it, so its address has no <branch> or <change>',
      'leave them out, or write `for` instead of `deploy`',
    )
  } else if (each !== undefined && !has('<branch>') && !has('<change>')) {
    problems.report(address.span, 'each of them needs an address of its own', `write <${kinds.has('change') ? 'change' : 'branch'}> in it`)
  } else if (kinds.has('branch') && !has('<branch>')) {
    problems.report(address.span, 'a branch has no <change>', kinds.has('change') ? 'write <branch> too' : 'write <branch>')
  } else if (kinds.has('change') && !has('<change>')) {
    problems.report(
      address.span,
      'a change has no <branch> here: two may come from one',
      kinds.has('branch') ? 'write <change> too' : 'write <change>',
    )
  } else if (has('<change>') && !kinds.has('change')) {
    problems.report(address.span, 'a branch has no <change>', 'leave it out')
  }
}
