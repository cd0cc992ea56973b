import { run, seconds } from './run/command.ts'
import { add, countLine, countOf, nothing, type Count } from './run/count.ts'
import { prepareMachine } from './run/machine.ts'
import { suites, type Suite } from './suites.ts'

const chosen = chooseSuites(process.argv.slice(2))
const machineIsComplete = prepareMachine((text) => console.log(text))

let total = nothing
const summary: string[] = []
for (const suite of chosen) {
  console.log(`\n== ${suite.name}: ${suite.what}`)
  const outcome = await run(suite.command, suite.minutes, (text) => process.stdout.write(text))
  const count = countOf(outcome)
  const stopped = outcome.timedOut ? `, stopped after its ${suite.minutes} minutes` : ''
  summary.push(`${suite.name.padEnd(12)}${seconds(outcome).padStart(8)}  ${countLine(count)}${stopped}`)
  total = add(total, count)
}
const judged = machineIsComplete ? failSkipped(total) : total
console.log(`\n${[...summary, ...skippedLines()].join('\n')}\n${countLine(judged)}`)
process.exitCode = judged.failed === 0 ? 0 : 1

function chooseSuites(names: readonly string[]): readonly Suite[] {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name))
  if (unknown.length > 0) {
    console.error(`There is no suite '${unknown.join("', '")}'. There are: ${suites.map((suite) => suite.name).join(', ')}.`)
    process.exit(2)
  }
  return names.length === 0 ? suites : suites.filter((suite) => names.includes(suite.name))
}

/** Where everything a test can ask for is there, a test that is skipped hides something. */
function failSkipped(count: Count): Count {
  return { passed: count.passed, failed: count.failed + count.skipped.length, skipped: [] }
}

function skippedLines(): readonly string[] {
  if (total.skipped.length === 0) return []
  const title = machineIsComplete ? 'Skipped, which is a failure on a machine that lacks nothing:' : 'Skipped:'
  return ['', title, ...total.skipped.map((one) => `  ${one}`)]
}
