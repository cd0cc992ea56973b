import type { CommitFacts } from '../../core/kernel/work.ts'
import type { Artifacts } from '../../ports/artifacts.ts'
import type { CommitDescription, Forge } from '../../ports/forge.ts'
import type { Compiler } from '../../ports/lookup.ts'
import { ProcessTexts } from './process-texts.ts'
import { question, type HandlersOf, type WorkOf } from './work.ts'

export interface LookupPorts {
  readonly forge: Forge
  readonly artifacts: Artifacts
  readonly compiler: Compiler
}

type Lookup =
  | 'lookup.commit'
  | 'lookup.process'
  | 'lookup.landing'
  | 'lookup.ref'
  | 'lookup.relation'
  | 'lookup.calendars'
  | 'lookup.artifact'

/** What the core cannot know, and asks. */
export function lookupHandlers({ forge, artifacts, compiler }: LookupPorts): HandlersOf<Lookup> {
  const texts = new ProcessTexts(compiler)
  return {
    'lookup.commit': question(async ({ repository, commit, since, components }) => {
      const found = await forge.describe(repository, commit, pathsOf(components), since)
      return found && (await factsOf(found, components, texts))
    }),
    'lookup.process': question(async ({ repository, commit }) => {
      const found = await forge.describe(repository, commit, [], commit)
      if (!found) return { facts: null, problem: 'no such commit' }
      const compiled = await texts.compile(found.processText)
      return compiled.kind === 'facts' ? { facts: compiled.facts, problem: null } : { facts: null, problem: compiled.problem }
    }),
    'lookup.landing': question((work) => land(forge, texts, work)),
    'lookup.ref': question(async ({ repository, ref }) => ({ commit: await forge.ref(repository, ref) })),
    'lookup.relation': question(({ repository, a, b }) => forge.relate(repository, a, b)),
    'lookup.calendars': question(({ calendars, from, until }) => {
      const expanded = Object.entries(calendars).map(([name, spec]) => [name, compiler.expand(spec, from, until)] as const)
      return Promise.resolve(Object.fromEntries(expanded))
    }),
    'lookup.artifact': question(async ({ identity }) => {
      const found = await artifacts.find(identity)
      return found && { digest: found.digest, outputs: found.outputs, isTrusted: found.isTrusted }
    }),
  }
}

async function land(forge: Forge, texts: ProcessTexts, { repository, components, base, ...rest }: WorkOf<'lookup.landing'>) {
  const { head, how, title, author } = rest
  const landed = await forge.land(repository, { base, head, how, title, author })
  if (landed.kind === 'conflict') return landed
  const found = await forge.describe(repository, landed.commit, pathsOf(components), base)
  // It was made a moment ago: whoever cannot find it could not be asked.
  if (!found) throw new Error(`The landing ${landed.commit} cannot be found`)
  return { kind: 'clean', facts: await factsOf(found, components, texts), behind: landed.behind } as const
}

function pathsOf(components: Readonly<Record<string, string>>): readonly string[] {
  return [...new Set(Object.values(components))]
}

async function factsOf(found: CommitDescription, components: Readonly<Record<string, string>>, texts: ProcessTexts): Promise<CommitFacts> {
  const { commit, tree, parents, title, changed, processText } = found
  const subtrees = Object.fromEntries(Object.entries(components).map(([component, path]) => [component, found.subtrees[path] ?? null]))
  const compiled = await texts.compile(processText)
  const pipelines = compiled.kind === 'facts' ? compiled.facts.pipelines : null
  return { commit, tree, parents, title, subtrees, changed, pipelines, problem: compiled.kind === 'problem' ? compiled.problem : null }
}
