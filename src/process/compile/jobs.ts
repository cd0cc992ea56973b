import type { EnvValue, JobFact, JobWork } from '../../core/facts/index.ts'
import type { JobBlock } from '../language/blocks.ts'
import type { Named, Value } from '../read/reading.ts'
import { millisecondsOf } from './ages.ts'
import { byName, forms, ruleOf, textsOf, type Compiling } from './compiling.ts'

/** A job without what only its neighbours tell: its definition, and what it builds. */
export type JobDraft = Omit<JobFact, 'definition' | 'builds'>

export function jobDraft({ name, value }: Named<JobBlock>, compiling: Compiling): JobDraft {
  const { keys } = value
  return {
    name,
    work: workOf(keys),
    needs: forms(keys.needs),
    outcome: keys.outcome?.form ?? 'passed',
    undoes: keys.undoes?.form ?? null,
    forEach: keys.for === undefined ? null : componentsOf(keys.for, compiling),
    matrix: byName(keys.matrix, (axis) => forms(axis.value)),
    if: ruleOf(keys.if, compiling),
    at: keys.at?.form ?? null,
    services: forms(keys.services),
    image: keys.image?.form ?? null,
    runner: keys.runner?.form ?? null,
    directory: keys.directory?.form ?? null,
    paths: forms(keys.paths),
    env: byName(keys.env, (entry) => envOf(entry.value)),
    secrets: forms(keys.secrets),
    identity: keys.identity?.form ?? null,
    may: forms(keys.may),
    cache: forms(keys.cache),
    artifacts: keys.artifacts === undefined ? ['dist'] : forms(keys.artifacts),
    outputs: forms(keys.outputs),
    report: forms(keys.report),
    coverage: keys.coverage?.form ?? null,
    serial: keys.serial?.form ?? null,
    retry: keys.retry?.form ?? 0,
    timeoutMs: millisecondsOf(keys.timeout?.form ?? '30 min'),
  }
}

function workOf(keys: JobBlock['keys']): JobWork {
  if (keys.run !== undefined) return { kind: 'run', command: keys.run.form }
  if (keys.use !== undefined) return { kind: 'use', ...keys.use.form, with: textsOf(keys.with) }
  return { kind: 'approve', by: forms(keys.approve) }
}

function componentsOf(values: NonNullable<JobBlock['keys']['for']>, compiling: Compiling): readonly string[] {
  const named = forms(values).flatMap(({ component }) => component ?? [])
  return named.length > 0 ? named : compiling.components
}

/** A text keeps its spaces. */
function envOf(value: Value<EnvValue>): EnvValue {
  return value.form.kind === 'text' ? { kind: 'text', text: value.text } : value.form
}
