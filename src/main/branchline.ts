import type { Surroundings, Verb } from '../cli/verb.ts'
import { nearest } from '../lib/nearest.ts'
import { printable } from '../lib/printable.ts'
import { ownVersion } from './own-version.ts'

/** Each verb is loaded only when it is wanted: starting must stay fast. */
const verbs: Readonly<Record<string, { readonly says: string; readonly load: () => Promise<{ readonly verb: Verb }> }>> = {
  check: { says: 'checks a process file and says what was understood', load: () => import('../cli/check.ts') },
}

const width = Math.max(...Object.keys(verbs).map((name) => name.length)) + 3

const help = `Branchline takes a change from a branch to production.

  branchline VERB ...

${Object.entries(verbs)
  .map(([name, { says }]) => `  ${name.padEnd(width)}${says}`)
  .join('\n')}

  branchline VERB --help   what it does, with examples
  branchline --version     which version this is

Examples
  branchline check
  branchline check --json processes/train.yaml
`

process.stdout.on('error', endQuietly)
process.exitCode = await start(process.argv.slice(2))

async function start(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  const surroundings = surroundingsHere()
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    surroundings.print(help)
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-v') {
    surroundings.print(`branchline ${ownVersion()}\n`)
    return 0
  }
  const entry = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (entry === undefined) {
    const near = nearest(name, Object.keys(verbs))
    surroundings.printError(
      `branchline: there is no verb \`${printable(name)}\`${near === null ? '' : `; did you mean \`${near}\`?`}\nSee: branchline --help\n`,
    )
    return 2
  }
  const { verb } = await entry.load()
  return verb.run(rest, surroundings)
}

/** Whoever reads the output may stop reading, as `head` does; anything else is told. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.stderr.write(`branchline: the output could not be written: ${error.code ?? error.message}\n`)
  process.exit(error.code === 'EPIPE' ? 0 : 1)
}

function surroundingsHere(): Surroundings {
  return {
    directory: process.cwd(),
    hasColours: process.stdout.isTTY && process.stderr.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb',
    print: (text) => void process.stdout.write(text),
    printError: (text) => void process.stderr.write(text),
  }
}
