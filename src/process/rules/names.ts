import { nearest } from '../../lib/nearest.ts'
import type { ProcessBlock } from '../language/blocks.ts'
import { builtInTeamNames } from '../language/phrases/people.ts'
import type { ReferenceKind } from '../phrase/slot.ts'
import type { NameUse } from '../read/reading.ts'
import type { Span } from '../source/span.ts'
import type { Problems } from '../source/problem.ts'
import type { CheckRule } from './rule.ts'

/** Every name that is used must be declared. */
export const checkNames: CheckRule = (process, { names, problems }) => {
  for (const use of names) {
    const declared = declaredNames(use, process)
    if (!declared.includes(use.name)) refuseName(use.kind, use.name, use.word.span, declared, problems)
  }
  for (const snapshot of process.keys.snapshots ?? []) {
    const { of } = snapshot.value.keys
    const known = [...namesIn(process.keys.environments), ...namesIn(process.keys.snapshots)]
    if (of !== undefined && !known.includes(of.form)) refuseName('environment or snapshot', of.form, of.span, known, problems)
  }
}

export function refuseName(
  kind: ReferenceKind | 'output' | 'environment or snapshot',
  name: string,
  span: Span,
  declared: readonly string[],
  problems: Problems,
): void {
  const near = nearest(name, declared)
  const listed = declared.length === 0 ? `no ${kind} is declared` : `there ${declared.length === 1 ? 'is' : 'are'} ${declared.join(', ')}`
  problems.report(span, `there is no ${kind} \`${name}\``, near === null ? listed : `did you mean \`${near}\`?`)
}

function declaredNames(use: NameUse, process: ProcessBlock): readonly string[] {
  const { keys } = process
  switch (use.kind) {
    case 'component':
      return keys.components === undefined ? [keys.project?.form ?? 'app'] : namesIn(keys.components)
    case 'environment':
      return namesIn(keys.environments)
    case 'job':
      return jobNames(use, process)
    case 'library':
      return ['std', ...namesIn(keys.libraries)]
    case 'pipeline':
      return namesIn(keys.pipelines)
    case 'secret':
      return namesIn(keys.secrets)
    case 'snapshot':
      return namesIn(keys.snapshots)
    case 'space':
      return namesIn(keys.spaces)
    case 'team':
      return [...builtInTeamNames, ...namesIn(keys.teams)]
  }
}

/** Jobs are known in their own pipeline only. */
function jobNames(use: NameUse, process: ProcessBlock): readonly string[] {
  const pipeline = process.keys.pipelines?.find((entry) => entry.name === use.path[1])
  if (pipeline === undefined) return []
  return pipeline.value.keys.jobs === undefined ? [pipeline.name] : namesIn(pipeline.value.keys.jobs)
}

function namesIn(entries: readonly { readonly name: string }[] | undefined): readonly string[] {
  return entries?.map((entry) => entry.name) ?? []
}
