import type { History, Step } from '../history/history.ts'
import type { Planted } from '../planted/planted.ts'
import { runHistory, type Result } from '../run-history.ts'
import { shrink } from './shrink.ts'

const attemptsMax = 400

/** The shortest history that was found to break the same rule. */
export async function shorten(history: History, result: Result, planted: Planted): Promise<Result> {
  const { failure } = result
  if (!failure) return result
  const last = failure.step
  // What comes after the step that showed it cannot have caused it.
  const until = last === null ? history.steps : history.steps.filter(({ number }) => number <= last)
  let shortest = result
  const stillFails = async (steps: readonly Step[]): Promise<boolean> => {
    const again = await runHistory({ ...history, steps }, planted)
    if (again.failure?.invariant !== failure.invariant) return false
    shortest = again
    return true
  }
  await shrink((await stillFails(until)) ? until : history.steps, stillFails, attemptsMax)
  return shortest
}
