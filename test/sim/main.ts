import { randomHistory } from './history/history.ts'
import { nothingPlanted } from './planted/planted.ts'
import { runHistory } from './run-history.ts'
import type { FailureReport } from './search/batch.ts'
import { Coverage } from './search/coverage.ts'
import { expectAllKinds } from './search/kinds.ts'
import { optionsOf, usage, type Options } from './search/options.ts'
import { shorten } from './search/shorten.ts'
import { Threads } from './search/threads.ts'

const batchSize = 10
const failuresMax = 5
/** So many histories are needed before every kind of thing must have happened in one of them. */
const coverageFrom = 1000

const options = optionsOf(process.argv.slice(2))
if (options === null) {
  console.error(usage)
  process.exitCode = 2
} else if (options.seed !== null) process.exitCode = await playOne(options.seed)
else process.exitCode = await playMany(options)

async function playOne(seed: number): Promise<number> {
  const history = randomHistory(String(seed))
  const result = await runHistory(history, nothingPlanted)
  console.log(result.log.join('\n'))
  if (!result.failure) {
    console.log(
      `seed ${seed}: every rule held through ${history.steps.length} steps, ${result.inputs} inputs and ${result.crashes} crashes`,
    )
    return 0
  }
  const { failure, steps, log } = await shorten(history, result, nothingPlanted)
  printFailure({ seed, failure: failure ?? result.failure, steps, log })
  return 1
}

async function playMany({ from, seeds, seconds, threads: count }: Options): Promise<number> {
  const threads = new Threads(count)
  const coverage = new Coverage()
  expectAllKinds(coverage)
  const sizes: Record<'inputs' | 'environments' | 'crashes', number[]> = { inputs: [], environments: [], crashes: [] }
  const failures: FailureReport[] = []
  const startedAt = performance.now()
  let seed = from
  let passed = 0
  await threads.run(
    () => {
      const isOver = seconds !== null && performance.now() - startedAt > seconds * 1000
      if (isOver || seed >= from + seeds || failures.length >= failuresMax) return null
      const first = seed
      seed = Math.min(seed + batchSize, from + seeds)
      return { seeds: Array.from({ length: seed - first }, (_, index) => first + index), planted: null, shrinks: true }
    },
    (report) => {
      passed += report.passed
      coverage.add(report.coverage)
      failures.push(...report.failures)
      for (const failure of report.failures) printFailure(failure)
      for (const size of ['inputs', 'environments', 'crashes'] as const) sizes[size].push(...report[size])
    },
  )
  await threads.close()
  const minutes = (performance.now() - startedAt) / 60_000
  console.log(coverage.table())
  const medians = Object.entries(sizes).map(([name, numbers]) => `${median(numbers)} ${name}`)
  console.log(
    `\n${passed + failures.length} histories in ${minutes.toFixed(1)} minutes: ${Math.round((passed + failures.length) / minutes)} a minute; medians: ${medians.join(', ')}`,
  )
  const missing = passed + failures.length >= coverageFrom ? coverage.missing() : []
  if (missing.length > 0) console.log(`never happened: ${missing.join(', ')}`)
  const failed = failures.length + (missing.length > 0 ? 1 : 0)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function printFailure({ seed, failure, steps, log }: FailureReport): void {
  const when = failure.step === null ? 'at the end' : `after step ${failure.step}`
  console.log(`\nseed ${seed}, ${when}\n  ${failure.detail}`)
  console.log(`shortened to ${steps} steps:\n${log.map((line) => `  ${line}`).join('\n')}`)
  console.log(`again: npm run sim -- --seed ${seed}\n`)
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
