import type { Votes } from '../../core/facts/index.ts'
import { builtInTeamNames } from '../language/phrases/people.ts'
import { limits } from '../limits.ts'
import type { ProcessBlock } from '../language/blocks.ts'
import type { Value } from '../read/reading.ts'
import type { Problems } from '../source/problem.ts'
import { jobsOf } from './jobs-of.ts'
import type { CheckRule } from './rule.ts'

/** Numbers that make sense, and spans that are not empty. */
export const checkNumbers: CheckRule = (process, { problems }) => {
  for (const { value } of process.keys.environments ?? []) {
    for (const key of ['instances', 'pool', 'limit'] as const) atLeastOne(key, value.keys[key], problems)
    atMost('instances', value.keys.instances, limits.instancesMax, problems)
    const hours = [...(value.keys.when ?? []), ...(value.keys['office-hours'] === undefined ? [] : [value.keys['office-hours']])]
    for (const { form, span } of hours) if (form.kind === 'hours' && form.from === form.to) emptySpan(span, problems)
  }
  for (const { job } of jobsOf(process)) {
    atMost('retry', job.value.keys.retry, limits.retryMax, problems)
    checkMatrix(job.value.keys.matrix, job.span, problems)
  }
  for (const { value } of process.keys.freezes ?? []) {
    const form = value.keys.when?.form
    if (value.keys.when === undefined || form === undefined) continue
    if (form.kind === 'hours' ? form.from === form.to : form.to < form.from) emptySpan(value.keys.when.span, problems)
  }
  for (const votes of everyApproval(process)) {
    if (votes.form.count === 0 && votes.form.team === null) problems.report(votes.span, 'no vote at all is no approval', 'leave it out')
  }
  for (const votes of [...everyReview(process), ...everyApproval(process)]) checkVotes(votes, process, problems)
}

function atLeastOne(key: string, value: Value<number> | undefined, problems: Problems): void {
  if (value?.form === 0) problems.report(value.span, `\`${key}\` is at least 1`, 'leave it out for the default')
}

function atMost(key: string, value: Value<number> | undefined, max: number, problems: Problems): void {
  if (value !== undefined && value.form > max) problems.report(value.span, `\`${key}\` is at most ${max}`, `write a number up to ${max}`)
}

function emptySpan(span: Value<unknown>['span'], problems: Problems): void {
  problems.report(span, 'this ends where it begins, or before', 'write the earlier one first')
}

type Matrix = NonNullable<ReturnType<typeof jobsOf>[number]['job']['value']['keys']['matrix']>

function checkMatrix(matrix: Matrix | undefined, span: Value<unknown>['span'], problems: Problems): void {
  const jobs = (matrix ?? []).reduce((product, axis) => product * axis.value.length, 1)
  if (jobs > limits.matrixJobsMax)
    problems.report(span, `this matrix makes more than ${limits.matrixJobsMax} jobs`, 'leave some values out, or make it several jobs')
}

/** Where a branch is reviewed without a word, `reviews: 0` says that it is not. */
function everyReview({ keys }: ProcessBlock): readonly Value<Votes>[] {
  return (keys.branches ?? []).flatMap((entry) => entry.value.keys.reviews ?? [])
}

function everyApproval({ keys }: ProcessBlock): readonly Value<Votes>[] {
  return [
    ...(keys.environments ?? []).flatMap((entry) => entry.value.keys.approve ?? []),
    ...(keys.trains ?? []).flatMap((entry) => entry.value.keys.approve ?? []),
    ...(keys.snapshots ?? []).flatMap((entry) => entry.value.keys.approve ?? []),
    ...(keys.owners ?? []).flatMap((entry) => entry.value),
    ...(keys.candidates?.keys.approve ?? []),
    ...(keys.releases?.keys.approve ?? []),
  ]
}

/** More votes than a team has people can never come together. */
function checkVotes({ form, span }: Value<Votes>, { keys }: ProcessBlock, problems: Problems): void {
  const { count, team } = form
  if (count === 0 && team !== null) problems.report(span, 'no vote of a team is no vote', 'leave it out')
  if (team === null || builtInTeamNames.includes(team)) return
  const people = keys.teams?.find((entry) => entry.name === team)?.value.length
  if (people !== undefined && people < count) {
    problems.report(
      span,
      `\`${team}\` has ${people === 1 ? 'one person' : `${people} people`}, so ${count} of them can never vote`,
      'ask for fewer, or name more people',
    )
  }
}
