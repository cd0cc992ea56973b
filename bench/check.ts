import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `branchline check` of a file of 150 lines, with the start of the process, against the start of Node alone. */
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'branchline-bench-'))
const file = join(folder, 'branchline.yaml')
const rounds = 15
/** As `bin/branchline` starts it. */
const launch = ['--disable-warning=ExperimentalWarning', '--require', join(root, 'bin/compile-cache.js')]

writeFileSync(file, longFile())
const runs: readonly (readonly [string, readonly string[]])[] = [
  ['node -e 0', ['-e', '0']],
  ['branchline check, from sources', [join(root, 'src/main/branchline.ts'), 'check', file]],
  ['branchline check, as packaged', [join(root, 'dist/branchline.js'), 'check', file]],
]
let reference = 0
for (const [what, args] of runs) {
  if (!existsSync(args[0] === '-e' ? process.execPath : (args[0] ?? ''))) {
    console.log(`${what.padEnd(36)} not built: npm run build`)
    continue
  }
  const ms = median(Array.from({ length: rounds }, () => timed(args)))
  reference ||= ms
  console.log(`${what.padEnd(36)} ${ms.toFixed(0).padStart(5)} ms   ${(ms / reference).toFixed(2)}`)
}
rmSync(folder, { recursive: true })

function timed(args: readonly string[]): number {
  const start = performance.now()
  execFileSync(process.execPath, [...launch, ...args], { stdio: 'pipe' })
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** 150 lines as a team of some size would have them, with a condition. */
function longFile(): string {
  const lines = ['project: long', 'time-zone: Europe/London', 'components:']
  for (let i = 0; i < 20; i++) lines.push(`  part-${i}: { path: parts/${i}, ready: /health within 60s }`)
  lines.push('branches:', '  main: { reviews: 1, checks: pipeline-0 }', 'pipelines:')
  for (let i = 0; i < 16; i++) {
    lines.push(`  pipeline-${i}:`, '    when: [push, change]', '    jobs:', '      lint: { run: npm run lint }')
    lines.push(
      '      unit: { run: npm test, report: junit.xml, needs: lint }',
      `      more: { run: npm run more, needs: unit, if: branch == "main" }`,
    )
  }
  lines.push('environments:')
  for (let i = 0; i < 26; i++) lines.push(`  place-${i}: { deploy: branch main${i === 0 ? '' : `, after: place-${i - 1}`} }`)
  return `${lines.join('\n')}\n`
}
