import { readFileSync } from 'node:fs'
import type { SeededRandom } from '../../../src/lib/seeded-random.ts'
import { sha256 } from '../../../src/lib/sha256.ts'
import { expandCalendar } from '../../../src/process/calendar/index.ts'
import { compile } from '../../../src/process/index.ts'
import type { Compiled, Compiler } from '../../../src/ports/lookup.ts'
import { randomProcess } from './random-process.ts'

/** Where a history takes place: its process files, and the branches that stand when it begins. */
export interface Setting {
  readonly texts: readonly string[]
  readonly governingBranch: string
  readonly branches: readonly string[]
  readonly compiler: Compiler
}

const ready = ['train', 'spaces', 'calver', 'registry', 'semver'] as const
const readyBranches: Readonly<Record<(typeof ready)[number], readonly string[]>> = {
  train: ['main', 'staging'],
  spaces: ['staging', 'main'],
  calver: ['main'],
  registry: ['release'],
  semver: ['dev', 'main'],
}

const textsPerSetting = 4
/** Texts are drawn from so many, so that most are compiled already. */
const poolSize = 300
const compiled = new Map<string, Compiled>()

export async function openSetting(random: SeededRandom, pool: SeededRandom): Promise<Setting> {
  const setting = random.chance(0.3) ? readySetting(random) : randomSetting(random, pool)
  for (const text of setting.texts) await compileOnce(text)
  return { ...setting, compiler }
}

type Texts = Omit<Setting, 'compiler'>

function readySetting(random: SeededRandom): Texts {
  const name = random.pick(ready)
  const text = readFileSync(new URL(`../../../processes/${name}.yaml`, import.meta.url), 'utf8')
  const branches = readyBranches[name]
  const texts = Array.from({ length: textsPerSetting }, (_, index) => (index === 0 ? text : `${text}# edition ${index}\n`))
  return { texts, branches, governingBranch: branches.includes('main') ? 'main' : (branches[0] ?? 'main') }
}

function randomSetting(random: SeededRandom, pool: SeededRandom): Texts {
  const texts = Array.from({ length: textsPerSetting }, () => randomProcess(pool.fork(random.below(poolSize))))
  const line = ['dev', 'staging'].find(
    (name) => texts[0]?.includes(`\n  ${name}: {`) === true && texts[0].includes(`deploy: branch ${name}`),
  )
  return { texts, governingBranch: 'main', branches: line === undefined ? ['main'] : ['main', line] }
}

async function compileOnce(text: string): Promise<void> {
  const key = sha256(text)
  if (compiled.has(key)) return
  const result = await compile(text, { path: 'branchline.yaml' })
  compiled.set(
    key,
    result.ok ? { kind: 'facts', facts: result.facts } : { kind: 'problem', problem: result.problems[0]?.found ?? 'it cannot be read' },
  )
}

/** The real compiler, asked beforehand: it takes its time, and the port does not. */
const compiler: Compiler = {
  compile: (text) => compiled.get(sha256(text)) ?? { kind: 'problem', problem: 'branchline.yaml:1:1  it cannot be read' },
  expand: (spec, from, until) => ({ from, until, zones: 'sim', spans: expandCalendar(spec, from, until) }),
}
