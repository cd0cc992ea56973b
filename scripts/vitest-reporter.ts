import { writeSync } from 'node:fs'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import { countLine, skippedMark, type Count } from './run/count.ts'

/** Ends the output with what `npm test` counts. A test that skips and does not say why has failed. */
export default class CountReporter implements Reporter {
  #filtered = false

  onInit(vitest: Vitest): void {
    this.#filtered = vitest.config.testNamePattern !== undefined
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const skipped = this.#filtered ? [] : tests.filter((one) => one.result().state === 'skipped')
    const silent = skipped.filter((one) => reasonOf(one) === undefined)
    const failed = tests.filter((one) => one.result().state === 'failed').length + brokenParts(modules) + unhandled.length + silent.length
    const count: Count = {
      passed: tests.filter((one) => one.result().state === 'passed').length,
      failed,
      skipped: skipped.flatMap((one) => (reasonOf(one) === undefined ? [] : [`${titleOf(one)} (${reasonOf(one)})`])),
    }
    const silentLines = silent.map((one) => `failed: ${titleOf(one)} (it was skipped and gives no reason)`)
    const lines = [...silentLines, ...count.skipped.map((one) => skippedMark + one), countLine(count)]
    // Last of all, below what the other reporters print.
    process.once('exit', () => {
      writeSync(1, `${lines.join('\n')}\n`)
      if (failed > 0) process.exitCode = 1
    })
  }
}

/** Files that could not be loaded, and suites whose preparation failed: their tests never ran. */
function brokenParts(modules: readonly TestModule[]): number {
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
  return suites.filter((suite) => suite.errors().length > 0).length
}

function reasonOf(test: TestCase): string | undefined {
  const result = test.result()
  return result.state === 'skipped' ? result.note : undefined
}

function titleOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`
}
