import type { EnvironmentBlock, JobBlock, ProcessBlock } from '../language/blocks.ts'
import { jobKeys } from '../language/sections/pipelines.ts'
import type { Block, Named } from '../read/reading.ts'
import type { Problems } from '../source/problem.ts'
import { jobsOf } from './jobs-of.ts'
import type { CheckRule } from './rule.ts'

/** Keys that mean nothing beside, or without, certain others. */
export const checkContradictions: CheckRule = (process, { problems }) => {
  for (const entry of process.keys.environments ?? []) checkEnvironment(entry, process, problems)
  for (const { job } of jobsOf(process)) checkJob(job, problems)
  for (const { name, value } of process.keys.pipelines ?? []) checkPipeline(name, value, problems)
  checkChoices('candidate', process, problems)
  checkChoices('release', process, problems)
  checkVersions(process, problems)
}

/** Reports a key that stands without the one it depends on. */
function without(block: Block<object>, key: string, wanted: string, why: string, problems: Problems): void {
  const at = block.at[key]
  if (at !== undefined && block.at[wanted] === undefined && !block.hasUnknown)
    problems.report(at, `\`${key}\` means nothing without \`${wanted}\``, why)
}

function beside(block: Block<object>, key: string, other: string, why: string, problems: Problems): void {
  const at = block.at[key]
  if (at !== undefined && block.at[other] !== undefined) problems.report(at, `\`${key}\` does not go with \`${other}\``, why)
}

function checkEnvironment({ name, value }: Named<EnvironmentBlock>, process: ProcessBlock, problems: Problems): void {
  beside(value, 'for', 'deploy', '`deploy` is one environment, `for` is one of each: keep one of them', problems)
  for (const key of ['limit', 'expire']) without(value, key, 'for', 'only environments that are made `for` something come and go', problems)
  for (const key of ['claim', 'pool']) beside(value, key, 'for', 'there is one for each, so nobody needs to claim one', problems)
  without(value, 'pool', 'claim', 'a claim gets the first that is free: say for how long, such as `claim: 2h`', problems)
  without(value, 'soak', 'after', 'it is time spent in the environments that `after` names', problems)
  without(value, 'approval-lasts', 'approve', 'say who approves', problems)
  const production = process.keys.production?.form ?? 'production'
  const isEach = value.at['for']
  if (name === production && isEach !== undefined)
    problems.report(isEach, `there is one \`${name}\`, not one of each`, 'write `deploy` and what it takes')
  checkRollout(value, problems)
  checkTakes(value, process, problems)
  checkGo(value, problems)
}

function checkRollout({ keys }: EnvironmentBlock, problems: Problems): void {
  const rollout = keys.rollout
  if (rollout === undefined) return
  without(rollout, 'watch', 'steps', 'it is the time between steps', problems)
  if (rollout.keys.style?.form === 'blue-green') {
    for (const key of ['steps', 'surge']) {
      const at = rollout.at[key]
      if (at !== undefined)
        problems.report(
          at,
          `\`${key}\` does not go with \`blue-green\``,
          'there all new instances stand beside the old ones, and then take over at once',
        )
    }
  }
  const falling = rollout.keys.steps?.find((step, index, steps) => index > 0 && step.form <= (steps[index - 1]?.form ?? 0))
  if (falling !== undefined) problems.report(falling.span, 'the steps do not rise', 'write them from the smallest share to the largest')
}

/** Candidates and releases only exist where a section says what they are made of. */
function checkTakes({ keys }: EnvironmentBlock, process: ProcessBlock, problems: Problems): void {
  for (const { form, span } of keys.deploy ?? []) {
    if (form.kind === 'candidate' && process.at['candidates'] === undefined) {
      problems.report(span, 'nothing makes candidates', 'say what they are made of: candidates: { of: branch main }')
    }
    if (form.kind === 'release' && process.at['releases'] === undefined) {
      problems.report(span, 'nothing makes releases', 'say what they are made of: releases: { of: branch main }')
    }
    if (form.kind === 'working-copy' && keys.deploy?.length !== 1) {
      problems.report(
        span,
        'a working copy goes with nothing else',
        "it is an environment on a developer's machine: give it a name of its own",
      )
    }
  }
}

function checkGo({ keys }: EnvironmentBlock, problems: Problems): void {
  const byItself = keys.when?.find((go) => go.form.kind === 'by-itself')
  if (byItself !== undefined && keys.when?.length !== 1) {
    problems.report(byItself.span, '`by itself` leaves nothing to the others', 'keep it alone, or leave it out')
  }
}

/** The one who approves picks from environments that take what was approved. */
function checkChoices(kind: 'candidate' | 'release', { keys }: ProcessBlock, problems: Problems): void {
  const section = kind === 'candidate' ? keys.candidates : keys.releases
  if (section === undefined) return
  without(section, 'choose', 'approve', 'the one who approves is the one who chooses', problems)
  for (const { form, span } of section.keys.choose ?? []) {
    const environment = keys.environments?.find((entry) => entry.name === form)
    if (environment === undefined || environment.value.keys.deploy?.some((source) => source.form.kind === kind) === true) continue
    problems.report(span, `\`${form}\` takes no ${kind}`, `write \`deploy: ${kind}\` at \`${form}\`, or leave it out here`)
  }
}

/** Keys of a job that has no machine. */
const withoutMachine = new Set(['approve', 'needs', 'outcome', 'if', 'paths', 'timeout', 'when', 'mark', 'inputs', 'overlap'])

function checkJob({ value }: Named<JobBlock>, problems: Problems): void {
  without(value, 'with', 'use', 'it is what a job of a library is told; a command takes `env`', problems)
  without(value, 'outcome', 'needs', 'it is about the jobs that `needs` names', problems)
  beside(value, 'undoes', 'outcome', 'what clears up always runs', problems)
  without(value, 'coverage', 'report', 'say which file holds the measurement', problems)
  if (value.at['approve'] === undefined) return
  for (const key of Object.keys(value.at)) {
    const at = value.at[key]
    if (at !== undefined && Object.hasOwn(jobKeys, key) && !withoutMachine.has(key) && key !== 'run' && key !== 'use') {
      problems.report(at, `\`${key}\` does not go with \`approve\``, 'a job that people pass runs on no machine')
    }
  }
}

function checkPipeline(
  name: string,
  block: Block<object> & { readonly keys: { readonly jobs?: readonly unknown[] } },
  problems: Problems,
): void {
  if (block.at['jobs'] === undefined) return
  for (const key of Object.keys(block.at)) {
    const at = block.at[key]
    if (at === undefined || !Object.hasOwn(jobKeys, key) || key === 'if' || key === 'paths') continue
    problems.report(at, `\`${key}\` is a key of a job, and \`${name}\` has \`jobs\``, `write it at the job that it is for`)
  }
}

function checkVersions({ keys }: ProcessBlock, problems: Problems): void {
  const { versions, changes } = keys
  if (versions?.keys.scheme?.form !== 'semver') return
  beside(versions, 'format', 'scheme', 'semantic versions are always MAJOR.MINOR.PATCH', problems)
  if (changes?.keys.titles?.form === 'conventional' || versions.keys.labels !== undefined) return
  problems.report(
    versions.keys.scheme.span,
    'nothing says what a version is made of',
    'write `titles: conventional` in `changes`, or `labels: release` here',
  )
}
