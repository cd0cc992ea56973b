import { randomHistory } from '../history/history.ts'
import { nothingPlanted, type Planted } from '../planted/planted.ts'
import { runHistory, type Failure, type Result } from '../run-history.ts'
import { Coverage, type CoverageCounts } from './coverage.ts'
import { shorten } from './shorten.ts'

/** What is told about a history that failed. */
export interface FailureReport {
  readonly seed: number
  readonly failure: Failure
  readonly steps: number
  readonly log: readonly string[]
}

/** What some histories came to, as a thread tells it. */
export interface BatchReport {
  readonly passed: number
  readonly failures: readonly FailureReport[]
  readonly coverage: CoverageCounts
  readonly inputs: readonly number[]
  readonly environments: readonly number[]
  readonly crashes: readonly number[]
}

export async function runBatch(seeds: readonly number[], planted: Planted, shrinks: boolean): Promise<BatchReport> {
  const coverage = new Coverage()
  const failures: FailureReport[] = []
  const results: Result[] = []
  for (const seed of seeds) {
    const history = randomHistory(String(seed))
    const result = await runHistory(history, planted)
    coverage.add(result.coverage.counts())
    // What fails without the planted bug as well does not show it.
    const isFound = result.failure !== null && (planted === nothingPlanted || (await runHistory(history, nothingPlanted)).failure === null)
    if (!isFound) results.push(result)
    else failures.push(reportOf(seed, shrinks ? await shorten(history, result, planted) : result))
  }
  return {
    failures,
    passed: results.length,
    coverage: coverage.counts(),
    inputs: results.map(({ inputs }) => inputs),
    environments: results.map(({ environments }) => environments),
    crashes: results.map(({ crashes }) => crashes),
  }
}

function reportOf(seed: number, { failure, log, steps }: Result): FailureReport {
  if (!failure) throw new Error('A history that failed has a failure.')
  return { seed, failure, log, steps }
}
