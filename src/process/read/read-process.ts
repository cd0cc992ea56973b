import type { ProcessBlock } from '../language/blocks.ts'
import { includedFile, processFile, sectionKeys } from '../language/sections/process.ts'
import { limits } from '../limits.ts'
import { checkSecretsInFile } from '../rules/secrets-in-file.ts'
import type { SourceText } from '../source/span.ts'
import { parseYaml } from '../yaml/parse-yaml.ts'
import { refuseMore } from './read-named.ts'
import type { Named, Reading, Value } from './reading.ts'

export interface ReadProcess {
  readonly process: ProcessBlock
  readonly sources: readonly SourceText[]
}

/** Reads a process file and those it includes, as one process. Null: a file cannot be read at all. */
export function readProcess(source: SourceText, readInclude: (path: string) => string | null, reading: Reading): ReadProcess | null {
  const root = readSource(source, reading)
  if (root === null) return null
  const process = processFile.read(root, { path: [], key: '' }, reading)
  if (process === null) return null
  const sources = [source]
  let merged: ProcessBlock = process
  for (const include of (process.keys.include ?? []).slice(0, limits.includesMax)) {
    const included = readIncluded(include, readInclude, reading)
    if (included === null) continue
    sources.push(included.source)
    merged = mergeSections(merged, included.process, reading)
  }
  refuseTooMany(process, reading)
  return { process: merged, sources }
}

function readSource(source: SourceText, reading: Reading): ReturnType<typeof parseYaml> {
  checkSecretsInFile(source, reading.problems)
  return parseYaml(source, reading.problems)
}

function readIncluded(
  include: Value<string>,
  readInclude: (path: string) => string | null,
  reading: Reading,
): { source: SourceText; process: ProcessBlock } | null {
  const text = readInclude(include.form)
  if (text === null) {
    reading.problems.report(include.span, `there is no file \`${include.form}\``, 'write its path from the root of the repository')
    return null
  }
  if (text.length > limits.fileBytesMax) {
    reading.problems.report(include.span, `\`${include.form}\` is larger than ${limits.fileBytesMax / 1024} kB`, 'split it')
    return null
  }
  const source = { path: include.form, text }
  const root = readSource(source, reading)
  const process = root === null ? null : includedFile.read(root, { path: [], key: '' }, reading)
  return process === null ? null : { source, process }
}

function refuseTooMany({ keys }: ProcessBlock, { problems }: Reading): void {
  const first = keys.include?.[limits.includesMax]
  if (first !== undefined) problems.report(first.span, `more than ${limits.includesMax} files are included`, 'put some of them together')
}

/** Named entries come together; a section of keys, and a name, may stand once. */
function mergeSections(into: ProcessBlock, from: ProcessBlock, reading: Reading): ProcessBlock {
  const keys: Record<string, unknown> = { ...into.keys }
  for (const section of Object.keys(sectionKeys)) {
    const added: unknown = from.keys[section as keyof typeof sectionKeys]
    const before = keys[section]
    if (added === undefined) continue
    if (before === undefined) keys[section] = added
    else if (Array.isArray(before) && Array.isArray(added)) keys[section] = mergeEntries(section, before, added, reading)
    else
      reading.problems.report(
        from.at[section] ?? from.span,
        `\`${section}\` already stands in \`${into.span.source.path}\``,
        'write it in one file',
      )
  }
  return { span: into.span, keys, at: { ...from.at, ...into.at }, hasUnknown: into.hasUnknown || from.hasUnknown }
}

function mergeEntries(
  section: string,
  before: readonly Named<unknown>[],
  added: readonly Named<unknown>[],
  reading: Reading,
): readonly Named<unknown>[] {
  const known = new Map(before.map((entry) => [entry.name, entry]))
  const merged = [...before]
  for (const entry of added) {
    const twin = known.get(entry.name)
    if (twin === undefined) merged.push(entry)
    else reading.problems.report(entry.span, `\`${entry.name}\` already stands in \`${twin.span.source.path}\``, 'keep one of them')
  }
  const tooMany = merged[limits.entriesMax]
  if (tooMany !== undefined) refuseMore(tooMany.span, section, reading)
  return merged.slice(0, limits.entriesMax)
}
