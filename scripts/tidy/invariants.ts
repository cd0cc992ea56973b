import type { SourceFile } from '../source/files.ts'
import { parse, rootNameOf, textOf, walk } from '../source/syntax.ts'
import type { Problem, Project } from './project.ts'

/**
 * An invariant names, in backticks, the test file that holds it, and, in backticks or quotes after it, the title of the test:
 * `Invariant: ... (test/sim/sim.test.ts, "no acknowledged input is lost")`.
 */
export function invariants(project: Project): readonly Problem[] {
  const file = project.files.find((one) => one.path === 'ARCHITECTURE.md')
  if (!file) return [{ path: 'ARCHITECTURE.md', line: 1, message: 'is missing. It holds the map of the folders and the invariants.' }]
  const found = paragraphsOf(file.text).filter((one) => /\bInvariant:/.test(one.text))
  if (found.length === 0)
    return [{ path: file.path, line: 1, message: "holds no line 'Invariant:'. Say what is never so, and which test shows it." }]
  return found.flatMap((one) => {
    const message = unheld(project, one.text)
    return message ? [{ path: file.path, line: one.line, message }] : []
  })
}

function unheld(project: Project, text: string): string | undefined {
  const path = /([\w./-]+\.test\.tsx?)/.exec(text)?.[1]
  if (path === undefined) return 'names no test file. Write it after the sentence: (`path/name.test.ts`, "title of the test").'
  const test = project.files.find((one) => one.path === path)
  if (!test) return `names the test file '${path}', which does not exist. Write its path from the root.`
  const rest = text.slice(text.indexOf(path) + path.length)
  const title = /["“](.+?)["”]/.exec(rest)?.[1]
  if (title === undefined) return `names no test of '${path}'. Write its title in double quotes after the file.`
  return titlesOf(test).includes(title.replaceAll(/\s+/g, ' '))
    ? undefined
    : `'${path}' has no test named "${title}". Name one that it has.`
}

function titlesOf(file: SourceFile): readonly string[] {
  const titles: string[] = []
  walk(parse(file.path, file.text), (node) => {
    if (node.type !== 'CallExpression') return
    const title = textOf((node['arguments'] as readonly unknown[])[0])
    if (['it', 'test', 'describe'].includes(rootNameOf(node)) && title !== undefined) titles.push(title)
  })
  return titles
}

/** Blocks of text, items of a list apart, each as one line. */
function paragraphsOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  const paragraphs: { line: number; text: string }[] = []
  let open = false
  for (const [at, line] of text.split('\n').entries()) {
    const starts = /^\s*(?:[-*]|\d+\.)\s/.test(line) || /^\s*(?:\*\*)?Invariant:/.test(line)
    const last = paragraphs.at(-1)
    if (line.trim() === '') open = false
    else if (open && !starts && last) last.text += ` ${line.trim()}`
    else {
      paragraphs.push({ line: at + 1, text: line.trim() })
      open = true
    }
  }
  return paragraphs
}
