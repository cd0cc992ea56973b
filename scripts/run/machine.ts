import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program of the machine that some tests need and npm cannot bring. */
interface Tool {
  readonly command: string
  /** The package of Debian that holds it. */
  readonly debian: string
}

const tools: readonly Tool[] = [{ command: 'git', debian: 'git' }]

/**
 * Brings what is missing where that is possible: as root on Debian and its kin. True when afterwards everything is there,
 * so that no test has a reason to be skipped.
 */
export function prepareMachine(say: (text: string) => void): boolean {
  const missing = tools.filter((tool) => !isThere(tool.command))
  const canInstall = process.getuid?.() === 0 && isThere('apt-get')
  if (missing.length === 0) return canInstall
  const packages = missing.map((tool) => tool.debian)
  if (!canInstall) {
    say(
      `Some tests will be skipped: ${missing.map((tool) => tool.command).join(', ')} not found (on Debian: apt-get install ${packages.join(' ')}).`,
    )
    return false
  }
  say(`Installing ${packages.join(' ')} ...`)
  if (install(packages)) return true
  say(`${packages.join(' ')} could not be installed; the tests that need them will be skipped.`)
  return false
}

function install(packages: readonly string[]): boolean {
  const command = ['install', '--yes', '--quiet', '--no-install-recommends', ...packages]
  return aptGet(command) || (aptGet(['update', '--quiet']) && aptGet(command))
}

function aptGet(args: readonly string[]): boolean {
  return spawnSync('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' }).status === 0
}

function isThere(command: string): boolean {
  const places = `${process.env['PATH'] ?? ''}${delimiter}/usr/sbin${delimiter}/sbin`.split(delimiter)
  return places.some((place) => isExecutable(join(place, command)))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
