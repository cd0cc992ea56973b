import { run, seconds } from './run/command.ts'
import { add, countLine, countOf, nothing } from './run/count.ts'

/** What can be said about the code without running it. All are run, whatever fails before. */
const steps: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'types', command: ['tsc', '-b', '--pretty', process.stdout.isTTY ? 'true' : 'false'] },
  { name: 'lint', command: ['oxlint', '--format', 'stylish'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'boundaries', command: ['vitest', 'run', '--project', 'house', 'test/arch.test.ts'] },
  { name: 'tidiness', command: ['vitest', 'run', '--project', 'house', 'test/tidy.test.ts'] },
]
const minutesMax = 3

let total = nothing
for (const step of steps) {
  const outcome = await run(step.command, minutesMax)
  const good = outcome.code === 0
  total = add(total, countOf(outcome))
  const verdict = good ? 'ok' : outcome.timedOut ? `stopped after ${minutesMax} minutes` : 'FAILED'
  console.log(`${step.name.padEnd(12)}${seconds(outcome).padStart(8)}  ${verdict}`)
  if (!good) console.log(`\n${outcome.output.trimEnd()}\n`)
}
console.log(countLine(total))
process.exitCode = total.failed === 0 ? 0 : 1
