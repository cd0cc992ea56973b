import { listFiles, readFiles, type SourceFile } from '../source/files.ts'

/** What the rules look at: the text of every file that a person wrote. */
export interface Project {
  readonly files: readonly SourceFile[]
  /** Of every file, those without text included. */
  readonly paths: ReadonlySet<string>
}

/** Something to repair. The message says what would be right. */
export interface Problem {
  readonly path: string
  readonly line: number
  readonly message: string
}

const textEnding = /\.(?:[cm]?[jt]sx?|jsonc?|ya?ml|md|sh|sql|css|html|txt|tf|svg)$/
const codeEnding = /\.(?:[cm]?[jt]sx?|sh|sql|css)$/

export function readProject(root: string): Project {
  const paths = listFiles(root)
  return { files: readFiles(root, paths.filter(isText)), paths: new Set(paths) }
}

function isText(path: string): boolean {
  return textEnding.test(path) || path.startsWith('bin/') || path.startsWith('.ci/')
}

/** Trees that are wrong on purpose, or recorded; the rules of writing do not hold for them. */
export function isFixture(path: string): boolean {
  return /(^|\/)(fixtures|golden)\//.test(path)
}

export function isCode(path: string): boolean {
  return !isFixture(path) && (codeEnding.test(path) || path.startsWith('bin/') || path === '.ci/run')
}

export function isTypeScript(path: string): boolean {
  return !isFixture(path) && /\.tsx?$/.test(path)
}

/** One problem for each line in which the pattern is found. */
export function linesThatMatch(file: SourceFile, pattern: RegExp, message: string): readonly Problem[] {
  return file.text.split('\n').flatMap((line, at) => {
    const found = pattern.exec(line)
    return found ? [{ path: file.path, line: at + 1, message: message.replace('%', found[0].trim()) }] : []
  })
}
