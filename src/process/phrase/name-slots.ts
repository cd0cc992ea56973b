import { wordSlot, type Miss, type ReferenceKind, type Slot, type Taken } from './slot.ts'
import type { Word } from './word.ts'

/** Names of our own: what stands in a section, and what names it. */
export const nameRegex = '[a-z][a-z0-9-]*'
/** Of a branch, as git takes it, and `*` for any text. */
export const patternRegex = '[A-Za-z0-9*](?:[A-Za-z0-9._/*@+-]*[A-Za-z0-9*_+-])?'
const branchRegex = '[A-Za-z0-9](?:[A-Za-z0-9._/@+-]*[A-Za-z0-9_+-])?'
/** A path from the root of the repository, and `*` for any text. */
export const fileRegex = '[A-Za-z0-9._@*+-]+(?:/[A-Za-z0-9._@*+-]+)*/?'

export const nameSlots: readonly Slot[] = [
  wordSlot({ name: 'NAME', says: 'a name: small letters, digits and dashes, a letter first', regex: nameRegex }),
  wordSlot({ name: 'WORD', says: 'one word', regex: '[A-Za-z0-9][A-Za-z0-9._@-]*' }),
  wordSlot({ name: 'LABEL', says: 'the beginning of a label', regex: '[A-Za-z0-9][A-Za-z0-9._-]*' }),
  wordSlot({ name: 'PERSON', says: 'the name somebody signs in with', regex: '[A-Za-z0-9][A-Za-z0-9._-]*', refuse: refusePerson }),
  wordSlot({ name: 'N', says: 'a whole number', regex: '(?:0|[1-9]\\d{0,5})' }),
  wordSlot({ name: 'PERCENT', says: 'a share, 1% to 100%', regex: '(?:100|[1-9]\\d?)%' }),
  wordSlot({ name: 'BRANCH', says: 'a branch by its full name', regex: branchRegex, refuse: refuseBranch }),
  wordSlot({ name: 'P', says: 'a branch, or a pattern in which `*` is any text', regex: patternRegex, refuse: refuseBranch }),
  wordSlot({ name: 'FILE', says: 'a file of the repository', regex: fileRegex, refuse: refuseFile }),
  wordSlot({ name: 'DIR', says: 'a directory of the repository', regex: fileRegex, refuse: refuseFile }),
  wordSlot({ name: 'PATHS', says: 'files, as a path in which `*` is any text', regex: fileRegex, refuse: refuseFile }),
  wordSlot({ name: 'ADDRESS', says: 'a path of an address, from `/`', regex: '/[A-Za-z0-9._~/?=&%-]*' }),
  wordSlot({
    name: 'HOST',
    says: 'letters, digits and dashes, with <change>, <branch> and <component>',
    regex: '(?:[a-z0-9]|<change>|<branch>|<component>)(?:-*(?:[a-z0-9]|<change>|<branch>|<component>)){0,62}',
    refuse: refuseHost,
  }),
  wordSlot({ name: 'VERSION', says: '2 (the newest 2.x), 2.1 or 2.1.3', regex: '\\d{1,4}(?:\\.\\d{1,4}){0,2}', refuse: refuseVersion }),
  wordSlot({
    name: 'FORMAT',
    says: 'a calendar version of YYYY, YY, 0M, MM, 0D, DD, 0W, WW and build',
    regex: '(?:YYYY|YY|0M|MM|0D|DD|0W|WW|[.-])+[.-]build',
    refuse: refuseFormat,
  }),
  wordSlot({
    name: 'PROJECT',
    says: 'a project, or a repository that administrators connected',
    regex: '[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)?',
    refuse: refuseAddress,
  }),
  wordSlot({ name: 'TICKETS', says: 'what ticket ids begin with: SHOP for SHOP-123', regex: '[A-Z][A-Z0-9]{0,19}' }),
  wordSlot({ name: 'REGISTRY/P', says: 'a registry, and a pattern of image names in it', regex: `(?:${nameRegex})/${patternRegex}` }),
  wordSlot({ name: 'LIBRARY/JOB', says: 'a job of a library; `std` is built in', regex: `(?:${nameRegex})/${nameRegex}` }),
  { name: 'TEXT', says: 'any text, to the end', regex: '.*\\S.*', take: takeText },
  reference('COMPONENT', 'component'),
  reference('ENV', 'environment'),
  reference('JOB', 'job'),
  reference('PIPELINE', 'pipeline'),
  reference('SNAPSHOT', 'snapshot'),
  reference('SPACE', 'space'),
  reference('TEAM', 'team'),
  wordSlot({ name: 'SECRET', says: 'the name of a secret', regex: '[A-Z][A-Z0-9_]*', refers: 'secret' }),
  wordSlot({ name: 'ORIGIN', says: 'an environment or a snapshot', regex: nameRegex }),
  wordSlot({ name: 'OUTPUT', says: 'the name of an output', regex: nameRegex }),
]

function reference(name: string, refers: ReferenceKind): Slot {
  return wordSlot({ name, says: `the name of ${/^[aeiou]/u.test(refers) ? 'an' : 'a'} ${refers}`, regex: nameRegex, refers })
}

/** The rest of the value as it stands. */
function takeText(words: readonly Word[], from: number): Taken | Miss {
  if (from >= words.length) return { ok: false, at: from }
  return {
    ok: true,
    used: words.length - from,
    text: words
      .slice(from)
      .map((word) => word.text)
      .join(' '),
  }
}

function refusePerson(word: string): string | null {
  return word.startsWith('@') ? `did you mean \`${word.slice(1)}\`?` : null
}

export function refuseBranch(word: string): string | null {
  if (word.startsWith('refs/heads/')) return `write only the branch: \`${word.slice('refs/heads/'.length)}\``
  return /\.\.|\/\/|@\{|\.lock$/u.test(word) ? 'git allows no branch of that name' : null
}

export function refuseFile(word: string): string | null {
  if (word.startsWith('/')) return 'write it from the root of the repository, without the `/`'
  return word.split('/').includes('..') ? 'it must be inside the repository' : null
}

function refuseHost(word: string): string | null {
  if (word.includes('://') || word.includes('.')) return 'write only the name: the domain is connected where Branchline is installed'
  if (word.startsWith('-') || word.endsWith('-')) return 'a name in an address begins and ends with a letter or a digit'
  const unknown = /<[^>]*>/gu.exec(word.replaceAll(/<(?:change|branch|component)>/gu, ''))
  return unknown === null ? null : `there is no ${unknown[0]}: there are <change>, <branch>, <component>`
}

function refuseVersion(word: string): string | null {
  return /^[\^~>=<v]/u.test(word)
    ? `a version alone is enough: \`${word.replace(/^[^\d]+/u, '')}\` takes the newest that begins with it`
    : null
}

function refuseFormat(word: string): string | null {
  return word.endsWith('build') ? null : 'it must end in `build`, which tells versions of one day apart'
}

function refuseAddress(word: string): string | null {
  if (word.includes('://') || word.includes('@'))
    return 'write the name of a project, or of a repository that administrators connected; addresses live where Branchline is installed'
  return word.startsWith('.') || word.startsWith('/') ? 'write the name of a project, not a path to it' : null
}
