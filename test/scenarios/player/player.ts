import { readFileSync } from 'node:fs'
import type { ProcessFacts, Role } from '../../../src/core/facts/index.ts'
import { plainProcess } from '../../../src/core/testing/facts.ts'
import { Stage } from '../../../src/core/testing/stage.ts'
import { team } from '../../../src/core/testing/story.ts'
import { compile, showProblem } from '../../../src/process/index.ts'
import { verbs, type Scene } from './verbs.ts'
import { Names } from './words.ts'
import { realCalendars, worldVerbs } from './world.ts'

const processes = new URL('../../../processes/', import.meta.url)

/**
 * Plays a script: a line is something that a person does or asks, or how the world is from then on. What comes
 * of it follows, indented: first what that person is told, then what touched the world. Lines with # are for readers.
 *
 * The first lines may say `process NAME` (of `processes/`; a plain one without) and `people NAME: ROLE, ...`.
 */
export async function play(script: string): Promise<string> {
  const lines = script.split('\n')
  const stage = new Stage(await processOf(lines), peopleOf(lines), realCalendars)
  stage.since()
  const names = new Names()
  const told = lines.flatMap((line) => (isSaid(line) ? [line, ...playLine(stage, line).map((answer) => `    ${answer}`)] : [line]))
  return names.told(told.join('\n'))
}

function isSaid(line: string): boolean {
  return line.trim() !== '' && !/^(?:#|process |people )/.test(line)
}

function playLine(stage: Stage, line: string): string[] {
  for (const [pattern, act] of [...worldVerbs, ...verbs]) {
    const found = pattern.exec(line)
    if (!found) continue
    const scene: Scene = { stage, words: { ...found.groups } }
    return [...(act(scene) ?? []), ...stage.since().map((deed) => `- ${deed}`)]
  }
  throw new Error(`nobody understands the line: ${line}`)
}

async function processOf(lines: readonly string[]): Promise<ProcessFacts> {
  const name = lines.find((line) => line.startsWith('process '))?.slice('process '.length)
  if (name === undefined) return plainProcess()
  const path = `${name}.yaml`
  const compiled = await compile(readFileSync(new URL(path, processes), 'utf8'), { path })
  if (compiled.ok) return compiled.facts
  throw new Error(compiled.problems.map((problem) => showProblem(problem)).join('\n'))
}

function peopleOf(lines: readonly string[]): Readonly<Record<string, Role>> {
  const line = lines.find((one) => one.startsWith('people '))
  if (line === undefined) return team
  const pairs = line
    .slice('people '.length)
    .split(', ')
    .map((part) => part.split(': ') as [string, Role])
  return Object.fromEntries(pairs)
}
