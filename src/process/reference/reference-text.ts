import { roots } from '../condition/roots.ts'
import { builtInTeams } from '../language/phrases/people.ts'
import { processFile } from '../language/sections/process.ts'
import { standardJobs } from '../language/standard-jobs.ts'
import type { KeyEntry, KeyTable, Shape } from '../language/type.ts'
import { limits } from '../limits.ts'
import type { Phrase } from '../phrase/phrase.ts'
import { slotNamed, slots } from '../phrase/slots.ts'
import { stepsOf, type Step } from '../phrase/steps.ts'

/** Every key and every phrase, as tables for people. */
export function referenceText(): string {
  const blocks = collectBlocks()
  const phrases = collectPhrases(blocks)
  return [
    '# The process file, key by key',
    '',
    'Written from the tables that `branchline check` itself uses. [The guide](process-file.md) says how they are meant.',
    'A key with ° is understood and checked, and nothing acts on it yet.',
    '',
    ...[...blocks].flatMap(([title, keys]) => [`## ${title}`, '', ...keyRows(keys), '']),
    '## Phrases',
    '',
    ...phraseRows(phrases),
    '',
    '## Words of your own',
    '',
    ...slotRows(phrases),
    '',
    '## What conditions may speak of',
    '',
    ...rootRows(),
    '',
    '## Jobs of the library `std`',
    '',
    '| job | what it does |',
    '|---|---|',
    ...Object.entries(standardJobs).map(([name, says]) => `| \`std/${name}\` | ${says} |`),
    '',
    '## Teams that are built in',
    '',
    '| team | role |',
    '|---|---|',
    ...Object.entries(builtInTeams).map(([team, role]) => `| \`${team}\` | everybody with the role ${role}, or a higher one |`),
    '',
    '## Limits',
    '',
    '| limit | value |',
    '|---|---|',
    ...Object.entries(limits).map(([name, value]) => `| ${name} | ${value} |`),
    '',
  ].join('\n')
}

type Blocks = ReadonlyMap<string, KeyTable>

/** Tables of keys in the order a reader meets them, each once. */
function collectBlocks(): Blocks {
  const blocks = new Map<string, KeyTable>()
  const visit = (title: string, shape: Shape): void => {
    if (shape.kind === 'named') visit(`${title}.${shape.naming.placeholder}`, shape.of)
    if (shape.kind !== 'block' || [...blocks.values()].includes(shape.keys)) return
    blocks.set(title === '' ? 'The file' : `\`${title}\``, shape.keys)
    for (const [key, entry] of Object.entries(shape.keys)) visit(title === '' ? key : `${title}.${key}`, entry.type.shape)
  }
  visit('', processFile.shape)
  return blocks
}

function collectPhrases(blocks: Blocks): readonly Phrase<unknown>[] {
  const phrases = new Map<string, Phrase<unknown>>()
  const visit = (shape: Shape): void => {
    if (shape.kind === 'phrase') phrases.set(`${shape.phrase.name} ${shape.phrase.says}`, shape.phrase)
    else if (shape.kind === 'named') visit(shape.of)
  }
  for (const keys of blocks.values()) for (const entry of Object.values(keys)) visit(entry.type.shape)
  return [...phrases.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1))
}

function keyRows(keys: KeyTable): readonly string[] {
  const rows = Object.entries(keys).map(
    ([name, entry]) => `| \`${name}\`${entry.acted ? '' : ' °'} | ${takes(entry.type.shape)} | ${cell(entry.says)} | ${without(entry)} |`,
  )
  return ['| key | takes | what it says | without it |', '|---|---|---|---|', ...rows]
}

function without(entry: KeyEntry<unknown>): string {
  return entry.fallback === null ? '' : cell(entry.fallback)
}

function takes(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return shape.says
    case 'block':
      return 'keys'
    case 'named':
      return shape.of.kind === 'block' ? `${shape.naming.placeholder}: keys` : `${shape.naming.placeholder}: ${takes(shape.of)}`
    case 'phrase':
      return `${choices(shape.phrase)}${{ one: '', any: ', or a list: any', all: ', or a list: all', each: ', or a list' }[shape.list]}`
  }
}

/** A short list of words is shown where it is used. */
function choices(phrase: Phrase<unknown>): string {
  return isChoice(phrase) && phrase.forms.length <= 4 ? phrase.forms.map((form) => `\`${form.pattern}\``).join(', ') : phrase.name
}

function isChoice(phrase: Phrase<unknown>): boolean {
  return phrase.forms.every((form) => stepsOf(form.pattern).every((step) => step.kind === 'word'))
}

function phraseRows(phrases: readonly Phrase<unknown>[]): readonly string[] {
  const listed = phrases.filter((phrase) => !(isChoice(phrase) && phrase.forms.length <= 4) && !isSlotOnly(phrase))
  const rows = listed.flatMap((phrase) =>
    phrase.forms.map(
      (form, index) =>
        `| ${index === 0 ? phrase.name : ''} | \`${cell(form.pattern)}\`${form.acted === false ? ' °' : ''} | \`${cell(form.example)}\` | ${index === 0 ? cell(phrase.says) : ''} |`,
    ),
  )
  return ['| phrase | how it is said | for example | |', '|---|---|---|---|', ...rows]
}

/** A phrase that is one slot of its own name is described with the slots. */
function isSlotOnly(phrase: Phrase<unknown>): boolean {
  return phrase.forms.length === 1 && phrase.forms[0]?.pattern === phrase.name && slots.has(phrase.name)
}

function slotRows(phrases: readonly Phrase<unknown>[]): readonly string[] {
  const used = new Set(phrases.flatMap((phrase) => phrase.forms.flatMap((form) => slotsIn(stepsOf(form.pattern)))))
  const rows = [...used].toSorted().map((name) => `| ${name} | ${cell(slotNamed(name).says)} |`)
  return ['| word | what stands there |', '|---|---|', ...rows]
}

function slotsIn(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'slot' ? [step.slot] : step.kind === 'optional' ? slotsIn(step.steps) : []))
}

function rootRows(): readonly string[] {
  const rows = roots.flatMap(({ name, says, places, type }) => {
    const first = `| \`${name}\` | ${says} | ${places.length === 4 ? 'everywhere' : places.join(', ')} |`
    const fields = typeof type === 'object' && type !== null ? Object.entries(type) : []
    return [first, ...fields.map(([field, { says: what }]) => `| \`${name}.${field}\` | ${what} | |`)]
  })
  return ['| name | what it is | where |', '|---|---|---|', ...rows]
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/<(\w+)>/gu, '&lt;$1&gt;')
}
