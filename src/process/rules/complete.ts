import { productionOf } from '../compile/compile-process.ts'
import type { Block } from '../read/reading.ts'
import type { KeyTable } from '../language/type.ts'
import { libraryKeys } from '../language/sections/organisation.ts'
import { releaseKeys, trainKeys } from '../language/sections/releases.ts'
import { freezeKeys, snapshotKeys } from '../language/sections/upkeep.ts'
import type { Problems } from '../source/problem.ts'
import type { Span } from '../source/span.ts'
import { jobsOf } from './jobs-of.ts'
import type { CheckRule } from './rule.ts'

/** Keys without which the rest of a block means nothing. */
export const checkComplete: CheckRule = (process, { problems }) => {
  const { keys, at } = process
  for (const { name, span, value } of keys.libraries ?? [])
    needKeys(`the library \`${name}\``, span, value, libraryKeys, ['git', 'version'], problems)
  for (const { name, span, value } of keys.trains ?? [])
    needKeys(`the train \`${name}\``, span, value, trainKeys, ['from', 'into', 'when'], problems)
  for (const { name, span, value } of keys.snapshots ?? [])
    needKeys(`the snapshot \`${name}\``, span, value, snapshotKeys, ['of'], problems)
  for (const { name, span, value } of keys.freezes ?? []) needKeys(`the freeze \`${name}\``, span, value, freezeKeys, ['when'], problems)
  for (const { name, span, value } of keys.freezes ?? []) {
    if (value.at['at'] === undefined && productionOf(process) === null) {
      problems.report(span, `nothing says where the freeze \`${name}\` holds`, 'name environments in `at`: none is called production')
    }
  }
  if (keys.candidates !== undefined && at['candidates'] !== undefined)
    needKeys('`candidates`', at['candidates'], keys.candidates, releaseKeys, ['of'], problems)
  if (keys.releases !== undefined && at['releases'] !== undefined)
    needKeys('`releases`', at['releases'], keys.releases, releaseKeys, ['of'], problems)
  for (const { name, span, value } of keys.environments ?? []) {
    if (value.at['deploy'] === undefined && value.at['for'] === undefined && !value.hasUnknown) {
      problems.report(span, `nothing says what \`${name}\` takes`, 'write `deploy: branch main`, or `for: change` for one of each')
    }
  }
  checkWork(process, problems)
}

function needKeys(what: string, span: Span, block: Block<object>, table: KeyTable, wanted: readonly string[], problems: Problems): void {
  if (block.hasUnknown) return
  for (const key of wanted) {
    if (block.at[key] === undefined) problems.report(span, `${what} has no \`${key}\``, `it says ${table[key]?.says ?? ''}`)
  }
}

const works = ['run', 'use', 'approve']

function checkWork(process: Parameters<CheckRule>[0], problems: Problems): void {
  for (const { pipeline, job } of jobsOf(process)) {
    if (pipeline.value.keys.jobs?.length === 0) continue
    const said = works.filter((work) => job.value.at[work] !== undefined)
    const second = said[1] === undefined ? undefined : job.value.at[said[1]]
    if (said.length === 0 && !job.value.hasUnknown)
      problems.report(
        job.span,
        `\`${job.name}\` has nothing to do`,
        'write `run` with a command, `use` with a job of a library, or `approve` with people',
      )
    else if (second !== undefined)
      problems.report(second, `\`${job.name}\` has both \`${said[0]}\` and \`${said[1]}\``, 'make it two jobs, one that needs the other')
  }
}
