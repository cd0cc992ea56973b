import { parseArguments } from '../lib/parse-arguments.ts'
import { printable, printableJson } from '../lib/printable.ts'
import { checkFile, type CheckedFile } from '../local/check-file.ts'
import { limits, noPaint, showProblem, summarise, waitingKeys, type Checked, type Paint } from '../process/index.ts'
import { colours } from './colours.ts'
import { checkedAsJson } from './checked-as-json.ts'
import type { ExitCode, Surroundings, Verb } from './verb.ts'

const help = `Checks a process file and says what was understood.

  branchline check [FILE] [--json]

Without FILE it is the nearest branchline.yaml: in this folder, or in one above.

  --json   problems, notices, the structured form of every phrase, and the compiled facts
  --help   this text

Examples
  branchline check
  branchline check processes/semver.yaml
  branchline check --json | jq '.phrases[] | select(.text == "any branch")'

Exit codes: 0 the file is fine, 1 it is not or cannot be read, 2 the call was not understood.
`

export const verb: Verb = { help, run }

async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const parsed = parseArguments(args, { json: {}, help: { short: 'h' } })
  if (!parsed.ok) return wrongUse(`there is no option ${parsed.unknown}`, surroundings)
  if (parsed.on.help) {
    surroundings.print(help)
    return 0
  }
  if (parsed.rest.length > 1) return wrongUse('it checks one file at a time', surroundings)
  const file = await checkFile(surroundings.directory, parsed.rest[0] ?? null)
  return parsed.on.json ? printJson(file, surroundings) : printFile(file, surroundings)
}

function wrongUse(reason: string, { printError }: Surroundings): ExitCode {
  printError(`branchline check: ${printable(reason)}\nSee: branchline check --help\n`)
  return 2
}

function printJson(file: CheckedFile, { print }: Surroundings): ExitCode {
  const json = checkedAsJson(file)
  print(`${printableJson(JSON.stringify(json, null, 2))}\n`)
  return json.ok ? 0 : 1
}

function printFile(file: CheckedFile, surroundings: Surroundings): ExitCode {
  if (file.kind === 'refused') {
    surroundings.printError(`${printable(file.path)}  ${file.found}\n  ${file.fix}\n`)
    return 1
  }
  const paint = surroundings.hasColours ? colours : noPaint
  if (file.checked.problems.length > 0) {
    surroundings.printError(`${problemText(file.checked, paint)}\n`)
    return 1
  }
  surroundings.print(`${fineText(file.path, file.checked, paint)}\n`)
  return 0
}

function problemText({ problems }: Checked, paint: Paint): string {
  const shown = problems.slice(0, limits.problemsPrintedMax).map((problem) => showProblem(problem, paint))
  const more = problems.length - shown.length
  if (more > 0) shown.push(`and ${more}${problems.length >= limits.problemsMax ? ' or' : ''} more`)
  return shown.join('\n')
}

function fineText(path: string, { facts, notices }: Checked, paint: Paint): string {
  const name = facts?.project ?? null
  const title = `${paint.place(printable(path))} is fine${name === null ? '' : `: ${name}`}`
  const waiting = waitingKeys(notices)
  const later = waiting.length === 0 ? [] : ['', paint.dim(wrap(`understood, not yet acted on: ${waiting.join(', ')}`))]
  return [title, '', ...(facts === null ? [] : summarise(facts)), ...later].join('\n')
}

const lineWidth = 100

function wrap(text: string): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= lineWidth) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(lines.length === 0 ? word : `  ${word}`)
  }
  return lines.join('\n')
}
