import type { Who } from '../../core/facts/index.ts'
import type { AllowBlock, BranchBlock, EnvironmentBlock, ProcessBlock } from '../language/blocks.ts'
import type { Named, Value } from '../read/reading.ts'
import type { Problems } from '../source/problem.ts'
import { jobsOf } from './jobs-of.ts'
import type { CheckRule } from './rule.ts'

/** What reads well and waits for ever, or says nothing. */
export const checkDeadEnds: CheckRule = (process, { problems }) => {
  for (const entry of process.keys.environments ?? []) {
    checkAfter(entry, process, problems)
    checkOfficeHours(entry.value, problems)
  }
  for (const people of everyWho(process)) checkNobody(people, problems)
  for (const { job } of jobsOf(process)) {
    const nobody = job.value.keys.approve?.find((who) => who.form.kind === 'nobody')
    if (nobody !== undefined) problems.report(nobody.span, `nobody can pass \`${job.name}\``, 'name people, or leave the job out')
  }
  for (const branch of process.keys.branches ?? []) checkBranch(branch, process, problems)
  checkPublish(process, problems)
}

/** A working copy is on a developer's machine: no bytes come from there. */
function checkAfter({ name, value }: Named<EnvironmentBlock>, { keys }: ProcessBlock, problems: Problems): void {
  for (const after of value.keys.after ?? []) {
    const before = keys.environments?.find((entry) => entry.name === after.form)
    const [here, there] = [value.keys.components, before?.value.keys.components]
    if (here !== undefined && there !== undefined && !here.some((one) => there.some((other) => other.form === one.form))) {
      problems.report(
        after.span,
        `\`${after.form}\` runs no component of \`${name}\``,
        'name an environment that runs one of them, or leave it out',
      )
    }
    if (before?.value.keys.deploy?.every((source) => source.form.kind === 'working-copy') !== true) continue
    problems.report(
      after.span,
      `nothing comes from \`${after.form}\` to \`${name}\`: it runs a working copy`,
      'name an environment that takes what was built, or leave it out',
    )
  }
}

function checkOfficeHours({ keys }: EnvironmentBlock, problems: Problems): void {
  const hours = keys['office-hours']
  if (hours === undefined || hours.form.else === 0) return
  const instances = keys.instances?.form ?? 1
  if (hours.form.else < instances) return
  problems.report(
    hours.span,
    `outside these hours nothing changes: there ${instances === 1 ? 'is one instance' : `are ${instances} instances`} at all times`,
    'write fewer after `else`, or more in `instances`',
  )
}

function everyWho({ keys }: ProcessBlock): readonly (readonly Value<Who>[])[] {
  const ofAllow = (allow: AllowBlock | undefined): readonly (readonly Value<Who>[])[] => Object.values(allow?.keys ?? {})
  return [
    ...(keys.branches ?? []).flatMap(({ value }) => (value.keys.push === undefined ? [] : [value.keys.push])),
    ...(keys.spaces ?? []).flatMap(({ value }) => ofAllow(value.keys.allow)),
    ...(keys.environments ?? []).flatMap(({ value }) => ofAllow(value.keys.allow)),
  ]
}

function checkNobody(people: readonly Value<Who>[], problems: Problems): void {
  const nobody = people.find((who) => who.form.kind === 'nobody')
  if (nobody !== undefined && people.length > 1)
    problems.report(nobody.span, '`nobody` does not go with others', 'keep it alone, or leave it out')
}

function checkBranch({ name, value }: Named<BranchBlock>, { keys }: ProcessBlock, problems: Problems): void {
  const { into, history, 'back-merge': back } = value.keys
  const target = into ?? keys.changes?.keys.into
  if (back !== undefined && target !== undefined && back.form === target.form) {
    problems.report(
      back.span,
      `changes from \`${name}\` land in \`${back.form}\` already`,
      'name the branch they must come back to, or leave it out',
    )
  }
  if (history?.form === 'linear' && keys.changes?.keys.land?.form === 'merge') {
    problems.report(
      history.span,
      `no change can land in \`${name}\`: \`land: merge\` makes merge commits`,
      'write `land: squash` or `land: rebase` in `changes`, or leave `history` out',
    )
  }
}

/** What is published after an environment ran it cannot be what that environment waits for. */
function checkPublish({ keys }: ProcessBlock, problems: Problems): void {
  for (const kind of ['candidate', 'release'] as const) {
    const publish = (kind === 'candidate' ? keys.candidates : keys.releases)?.keys.publish
    if (publish?.form.kind !== 'after') continue
    const name = publish.form.environment
    const takes = keys.environments?.find((entry) => entry.name === name)?.value.keys.deploy ?? []
    if (takes.length === 0 || !takes.every((source) => source.form.kind === kind)) continue
    problems.report(
      publish.span,
      `\`${name}\` takes a ${kind} once it is published, so neither comes first`,
      `let \`${name}\` take a branch, or publish \`by itself\` or \`by hand\``,
    )
  }
}
