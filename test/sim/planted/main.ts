import { availableParallelism } from 'node:os'
import type { FailureReport } from '../search/batch.ts'
import { Threads } from '../search/threads.ts'
import { bugs } from './bugs.ts'

/** A bug that is not found within so many histories could be anywhere. */
const seedsMax = 2000
const batchSize = 10
const threadsMax = 2

const only = process.argv[2]
const names = Object.keys(bugs).filter((name) => only === undefined || name.includes(only))
const threads = new Threads(Math.min(threadsMax, availableParallelism()))
let found = 0
for (const name of names) {
  const { seeds, failure } = await search(name)
  if (failure) found += 1
  const what = failure
    ? `found after ${String(seeds).padStart(4)} histories: ${failure.failure.invariant}`
    : `NOT FOUND in ${seeds} histories`
  console.log(`${name.padEnd(56)}${what}`)
}
await threads.close()
console.log(`${found} passed, ${names.length - found} failed`)
process.exitCode = found === names.length ? 0 : 1

/** Plays histories with the bug in until one of them shows it. */
async function search(name: string): Promise<{ readonly seeds: number; readonly failure: FailureReport | null }> {
  let next = 1
  let first: FailureReport | null = null
  await threads.run(
    () => {
      if (first !== null || next > seedsMax) return null
      const from = next
      next += batchSize
      return { seeds: Array.from({ length: batchSize }, (_, index) => from + index), planted: name, shrinks: false }
    },
    ({ failures }) => {
      for (const failure of failures) if (first === null || failure.seed < first.seed) first = failure
    },
  )
  const failure: FailureReport | null = first
  return { failure, seeds: failure === null ? seedsMax : (failure as FailureReport).seed }
}
