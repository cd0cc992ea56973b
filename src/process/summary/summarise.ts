import type { ProcessFacts, Start } from '../../core/facts/index.ts'
import type { WaitingUse } from '../read/reading.ts'
import { waysOf } from './ways.ts'

/** What was understood, in a few lines that can be read aloud. */
export function summarise(facts: ProcessFacts): readonly string[] {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['components', [Object.keys(facts.components).join(', ')]],
    ['branches', branchLines(facts)],
    ['pipelines', pipelineLines(facts)],
    ['environments', [environmentLine(facts)]],
    [facts.production === null ? 'ways' : `to ${facts.production}`, waysOf(facts)],
  ]
  const width = Math.max(...rows.map(([title]) => title.length)) + 2
  return rows.flatMap(([title, lines]) =>
    lines.filter((line) => line !== '').map((line, index) => `  ${(index === 0 ? title : '').padEnd(width)}${line}`),
  )
}

function branchLines({ branches }: ProcessFacts): readonly string[] {
  const guarded = branches.filter((rule) => rule.isProtected).map((rule) => rule.pattern)
  return guarded.length === 0 ? [] : [`${guarded.join(', ')} ${guarded.length === 1 ? 'moves' : 'move'} only by reviewed changes`]
}

function pipelineLines({ pipelines }: ProcessFacts): readonly string[] {
  const written = Object.values(pipelines.pipelines).filter((pipeline) => !pipeline.isImplicit)
  const started = written.filter((pipeline) => pipeline.when.length > 0)
  const named = written.filter((pipeline) => pipeline.when.length === 0)
  const lines = started.map(
    (pipeline) => `${pipeline.name}: ${jobCount(Object.keys(pipeline.jobs).length)} on ${pipeline.when.map(startText).join(' and ')}`,
  )
  return named.length === 0
    ? lines
    : [...lines, `${named.map((pipeline) => pipeline.name).join(', ')}: when something names ${named.length === 1 ? 'it' : 'them'}`]
}

function jobCount(count: number): string {
  return count === 1 ? 'one job' : `${count} jobs`
}

function startText(start: Start): string {
  switch (start.kind) {
    case 'push':
      return start.to === null ? 'every push' : `a push to ${start.to}`
    case 'change':
      return [
        `${start.into === null ? 'every change' : `a change into ${start.into}`}`,
        ...(start.label === null ? [] : [`with label ${start.label}`]),
      ].join(' ')
    case 'tag':
      return `a tag ${start.name}`
    case 'pipeline':
      return `the end of ${start.pipeline}`
    case 'time':
      return start.calendar
    case 'by-hand':
      return 'request'
    case 'commit':
      return 'each commit, in the clone'
  }
}

function environmentLine({ environments }: ProcessFacts): string {
  return Object.values(environments)
    .map((environment) => (environment.kind === 'each' ? `${environment.name} (one for each)` : environment.name))
    .join(', ')
}

/** Keys that wait for their behaviour, each once, with the section they stand in. */
export function waitingKeys(notices: readonly WaitingUse[]): readonly string[] {
  const sections = new Set(notices.filter((notice) => notice.path.length === 1).map((notice) => notice.path[0]))
  const keys = new Map<string, Set<string>>()
  for (const { path, what } of notices) {
    const section = path[0] ?? ''
    if (path.length === 1) keys.set(section, new Set())
    else if (!sections.has(section)) keys.set(section, (keys.get(section) ?? new Set()).add(what))
  }
  return [...keys].map(([section, names]) => (names.size === 0 ? section : `${section} (${[...names].join(', ')})`))
}
