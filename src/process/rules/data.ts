import { isStripped } from '../compile/upkeep.ts'
import type { ProcessBlock } from '../language/blocks.ts'
import { splitWords } from '../phrase/word.ts'
import type { CheckRule } from './rule.ts'

/** Data enters only where it may, and what is not stripped only where its snapshot says so. */
export const checkData: CheckRule = (process, { problems }) => {
  for (const { name, value } of process.keys.environments ?? []) {
    const data = value.keys.data
    if (data?.form.kind !== 'snapshot') continue
    const { snapshot } = data.form
    const entry = process.keys.snapshots?.find((other) => other.name === snapshot)
    if (entry === undefined) continue
    const into = entry.value.keys.into?.map((environment) => environment.form)
    const stripped = isStripped(snapshot, { process })
    if (into === undefined ? stripped : into.includes(name)) continue
    const span = splitWords(data.scalar).at(-1)?.span ?? data.span
    const found = stripped ? `\`${snapshot}\` may not enter \`${name}\`` : `\`${snapshot}\` is not stripped and may not enter \`${name}\``
    const other = stripped ? undefined : strippedFor(name, process)
    const take = other === undefined ? '' : `take \`${other}\`, or `
    problems.report(span, found, `${take}name \`${name}\` in \`into\` of snapshot \`${snapshot}\``)
  }
}

function strippedFor(environment: string, process: ProcessBlock): string | undefined {
  return process.keys.snapshots?.find(({ name, value }) => {
    const into = value.keys.into?.map((entry) => entry.form)
    return isStripped(name, { process }) && (into === undefined || into.includes(environment))
  })?.name
}
