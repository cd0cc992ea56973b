import { matches } from '../../kernel/pattern.ts'
import { processOf } from '../../project/state.ts'
import { waiting } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/**
 * Where every merge that is worth one becomes a release by itself, what becomes none goes nowhere. Where releases
 * are made by hand, an environment that takes their branch takes all of it.
 */
export const version: EnvironmentGate = ({ state, set }) => {
  const process = processOf(state)
  if (!process || process.versions.scheme === 'build' || set.version !== null) return null
  const { releases } = process
  const isReleased = releases?.of.some((source) => source.kind === 'branch' && matches(source.branch, set.branch)) ?? false
  const isByItself = releases?.when.some((start) => start.kind === 'by-itself') ?? false
  if (!isReleased || !isByItself || set.change !== null) return null
  return waiting(
    'version',
    'no-version',
    { commit: set.commit, scheme: process.versions.scheme },
    { by: [{ kind: 'itself', what: 'a change that is worth a version' }] },
  )
}
