import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import { projectRoot } from '../source/files.ts'

export interface Outcome {
  /** Nothing when it was stopped. */
  readonly code: number | null
  readonly output: string
  readonly timedOut: boolean
  readonly seconds: number
}

/** How long a stopped command has to clean up behind itself. */
const graceMs = 5_000
/** What is kept of a command's output; a suite that prints more is shown in full, and judged by its end. */
const outputLengthMax = 4_000_000

/** Runs a command in the root of the project, and all it starts in a group of its own, so that nothing outlives its time. */
export function run(command: readonly string[], minutes: number, show: (text: string) => void = () => undefined): Promise<Outcome> {
  const started = performance.now()
  const [file = '', ...args] = command
  const child = spawn(file, args, { cwd: projectRoot, env: environment(), detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let timedOut = false
  const take = (text: string) => {
    output = (output + text).slice(-outputLengthMax)
    show(text)
  }
  child.stdout.setEncoding('utf8').on('data', take)
  child.stderr.setEncoding('utf8').on('data', take)
  const deadline = setTimeout(() => {
    timedOut = true
    endGroup(child)
  }, minutes * 60_000)
  const interrupt = () => {
    signalGroup(child, 'SIGTERM')
    process.exit(130)
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  return new Promise((resolve) => {
    const end = (code: number | null) => {
      clearTimeout(deadline)
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
      resolve({ code: timedOut ? null : code, output, timedOut, seconds: (performance.now() - started) / 1000 })
    }
    child.once('error', (error) => {
      output += `${file} cannot be started: ${error.message}\n`
      end(127)
    })
    child.once('close', end)
  })
}

/** The tools of the project first, and with them the Node it is made for. Colours are for people. */
function environment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, NO_COLOR: _also, ...rest } = process.env
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }
  return { ...rest, ...colour, PATH: [join(projectRoot, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter) }
}

function endGroup(child: ChildProcessByStdio<null, Readable, Readable>): void {
  signalGroup(child, 'SIGTERM')
  setTimeout(() => {
    signalGroup(child, 'SIGKILL')
    // What left the group may still hold the pipes; nobody waits for it.
    child.stdout.destroy()
    child.stderr.destroy()
  }, graceMs).unref()
}

function signalGroup(child: { readonly pid?: number | undefined }, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has ended by itself.
  }
}

export function seconds(outcome: Outcome): string {
  return `${outcome.seconds.toFixed(1)} s`
}
