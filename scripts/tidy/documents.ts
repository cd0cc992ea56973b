import { posix } from 'node:path'
import type { SourceFile } from '../source/files.ts'
import { installationMinutes, minutesMax, suites, type Suite } from '../suites.ts'
import { isFixture, type Problem, type Project } from './project.ts'

export function relativeLinks(project: Project): readonly Problem[] {
  return project.files.filter((file) => file.path.endsWith('.md') && !isFixture(file.path)).flatMap((file) => brokenLinks(project, file))
}

function brokenLinks(project: Project, file: SourceFile): readonly Problem[] {
  return withoutExamples(file.text).flatMap((line, at) =>
    [...line.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      const path = target.replace(/#.*$/, '')
      if (path === '' || /^[a-z]+:/.test(path)) return []
      const resolved = posix.join(posix.dirname(file.path), path).replace(/\/$/, '')
      const exists = resolved === '.' || project.paths.has(resolved) || [...project.paths].some((one) => one.startsWith(`${resolved}/`))
      return exists
        ? []
        : [{ path: file.path, line: at + 1, message: `the link to '${target}' leads nowhere. Write the path from this file.` }]
    }),
  )
}

/** The lines, with those of fenced examples and text in backticks emptied. */
function withoutExamples(text: string): readonly string[] {
  let inside = false
  return text.split('\n').map((line) => {
    if (/^\s*(```|~~~)/.test(line)) inside = !inside
    return inside ? '' : line.replaceAll(/`[^`]*`/g, '')
  })
}

/** docs/dev/ci.md shows the table of suites and .ci/run holds the limit of all; scripts/suites.ts is the truth. */
export function suitesTable(project: Project, table: readonly Suite[] = suites): readonly Problem[] {
  const text = (path: string) => project.files.find((one) => one.path === path)?.text ?? ''
  const rows = text('docs/dev/ci.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  const expected = table.map((suite) => `| \`${suite.name}\` | \`${suite.command.join(' ')}\` | ${suite.minutes} | ${suite.what} |`)
  const minutes = table.reduce((sum, suite) => sum + suite.minutes, installationMinutes)
  const problems: readonly (Problem | false)[] = [
    rows.join('\n') !== expected.join('\n') &&
      at('docs/dev/ci.md', `shows another table than scripts/suites.ts. Write:\n${expected.join('\n')}`),
    !text('.ci/run').includes(`\nminutes=${minutesMax}\n`) &&
      at('.ci/run', `has another limit than scripts/suites.ts. Write minutes=${minutesMax}.`),
    minutes > minutesMax &&
      at('scripts/suites.ts', `lets the suites take ${minutes} minutes with the installation; at most ${minutesMax}. Lower some.`),
  ]
  return problems.filter((one) => one !== false)
}

function at(path: string, message: string): Problem {
  return { path, line: 1, message }
}
