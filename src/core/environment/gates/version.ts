import { matches } from '../../kernel/pattern.ts'
import { processOf } from '../../project/state.ts'
import { waiting } from '../../verdict/make.ts'
import type { EnvironmentGate } from '../judge.ts'

/** Where versions are given, an environment that takes a line of releases takes no commit without one. */
export const version: EnvironmentGate = ({ state, set }) => {
  const process = processOf(state)
  if (!process || process.versions.scheme === 'build' || set.version !== null) return null
  const isReleased = process.releases?.of.some((source) => source.kind === 'branch' && matches(source.branch, set.branch)) ?? false
  if (!isReleased || set.change !== null) return null
  return waiting('version', 'no-version', { commit: set.commit, scheme: process.versions.scheme }, { by: [{ kind: 'itself', what: 'a change that is worth a version' }] })
}
