import type { PipelineFacts, ProcessFacts } from '../facts/index.ts'
import { canonical, digestOf } from '../kernel/digest.ts'
import type { Outcome } from '../kernel/effect.ts'
import type { CommitFacts, Work } from '../kernel/work.ts'

interface Commit {
  readonly parents: readonly string[]
  readonly title: string
  readonly contents: Readonly<Record<string, string>>
  readonly process: ProcessFacts
}

const never = 4_000_000_000_000

/** The world of a story: commits with a few words of content, artifacts, and what serves where. */
export class Repository {
  readonly refs = new Map<string, string>()
  readonly #commits = new Map<string, Commit>()
  readonly #artifacts = new Map<string, { readonly digest: string | null; readonly isTrusted: boolean }>()
  process: ProcessFacts

  constructor(process: ProcessFacts) {
    this.process = process
  }

  commit(branch: string, contents: Readonly<Record<string, string>>): string {
    const parent = this.refs.get(branch) ?? this.refs.get('main')
    const before = parent === undefined ? {} : (this.#commits.get(parent)?.contents ?? {})
    const id = this.#add({
      parents: parent === undefined ? [] : [parent],
      title: `to ${branch}`,
      contents: { ...before, ...contents },
      process: this.process,
    })
    this.refs.set(branch, id)
    return id
  }

  /** The branch begins anew at main, with its own contents on top. */
  catchUp(branch: string): string {
    const [main = '', own] = [this.refs.get('main'), this.refs.get(branch)]
    const contents = { ...this.#commits.get(main)?.contents, ...this.#commits.get(own ?? '')?.contents }
    const id = this.#add({ parents: [main], title: `to ${branch}`, contents, process: this.process })
    this.refs.set(branch, id)
    return id
  }

  #add(commit: Commit): string {
    const id = `c-${digestOf(canonical([commit.parents, commit.title, commit.contents, commit.process.digest])).slice(0, 7)}`
    this.#commits.set(id, commit)
    return id
  }

  /** What the world says when nothing is out of the ordinary. Null: nothing worth saying. */
  answer(work: Work, now: number): Outcome | null {
    switch (work.kind) {
      case 'lookup.commit':
        return done(this.describe(work.commit))
      case 'lookup.process':
        return done({ facts: this.#commits.get(work.commit)?.process ?? null, problem: null })
      case 'lookup.landing':
        return done(this.#land(work.base, work.head, work.title, work.how))
      case 'lookup.ref':
        return done({ commit: this.refs.get(work.ref.slice('refs/heads/'.length)) ?? null })
      case 'lookup.relation':
        return done(this.#relate(work.a, work.b))
      case 'lookup.calendars':
        return done(
          Object.fromEntries(Object.keys(work.calendars).map((name) => [name, { from: 0, until: now + never, zones: 'story', spans: [] }])),
        )
      case 'lookup.artifact':
        return done(this.#found(work.identity))
      case 'job.run':
        return done({ outcome: 'passed', reason: '', artifact: this.#keep(work), outputs: {}, coverage: 100 })
      case 'ref.update':
        return done(this.#move(work.ref.slice('refs/heads/'.length), work.expect, work.to))
      case 'database.migrate':
        return done({ kind: 'migrated' })
      case 'target.activate':
        return done({ kind: 'serving', address: `http://${work.address}` })
      case 'target.remove':
        return done({ left: [] })
      default:
        return null
    }
  }

  /** One deed as a sentence, for those that touch the world. */
  told(work: Work, outcome: Outcome): string | null {
    const kind = outcome.kind === 'done' ? ((outcome.value as { readonly kind?: string } | null)?.kind ?? '') : outcome.kind
    const end = kind === '' || kind === 'serving' || kind === 'migrated' ? '' : `: ${kind}`
    switch (work.kind) {
      case 'job.run':
        return `run ${nameOf(work)}${work.at === null ? '' : ` at ${work.at}`}`
      case 'ref.update':
        return `move ${work.ref.slice('refs/heads/'.length)}${outcome.kind === 'done' && outcome.value === 'stale' ? ': stale' : end}`
      case 'database.migrate':
        return `migrate ${work.environment}/${work.component}${end}`
      case 'target.activate':
        return `serve ${servedBytes(work)} in ${work.environment} (${work.generation}, ${Object.values(work.components)[0]?.share ?? 0}%)${end}`
      case 'target.remove':
        return `remove ${work.environment}${end}`
      case 'notify':
        return `tell ${work.channel}: ${work.news}`
      default:
        return null
    }
  }

  /** The titles of a branch, oldest first. */
  titles(branch: string): string[] {
    return this.#line(this.refs.get(branch) ?? '')
      .map((id) => this.#commits.get(id)?.title ?? '')
      .toReversed()
  }

  describe(id: string): CommitFacts | null {
    const commit = this.#commits.get(id)
    if (!commit) return null
    const subtrees = Object.fromEntries(Object.keys(commit.process.components).map((name) => [name, commit.contents[name] ?? null]))
    const tree = `t-${digestOf(canonical([commit.contents, commit.process.digest])).slice(0, 7)}`
    return {
      commit: id,
      tree,
      parents: commit.parents,
      title: commit.title,
      subtrees,
      changed: { paths: Object.keys(commit.contents), isCut: false },
      pipelines: this.#pipelines(commit),
      problem: null,
    }
  }

  #pipelines(commit: Commit): PipelineFacts {
    return commit.process.pipelines
  }

  /** Lands by taking the head's contents over the base's: enough for stories without conflicts. */
  #land(base: string, head: string, title: string, how: 'squash' | 'merge' | 'rebase'): unknown {
    const [below, above] = [this.#commits.get(base), this.#commits.get(head)]
    if (!below || !above) return { kind: 'conflict', paths: ['?'] }
    const forked = this.#commits.get(this.#fork(base, head))
    const fork = forked?.contents ?? {}
    const file = forked?.process.digest === above.process.digest ? below.process : above.process
    const own = Object.entries(above.contents).filter(([name, text]) => fork[name] !== text)
    const clash = own.filter(([name, text]) => below.contents[name] !== fork[name] && below.contents[name] !== text).map(([name]) => name)
    if (clash.length > 0) return { kind: 'conflict', paths: clash }
    const parents = how === 'merge' ? [base, head] : [base]
    const commit = this.#add({ parents, title, contents: { ...below.contents, ...Object.fromEntries(own) }, process: file })
    return { kind: 'clean', facts: this.describe(commit), behind: this.#relate(base, head) === 'ancestor' || base === head ? 0 : 1 }
  }

  #fork(base: string, head: string): string {
    const line = new Set(this.#line(base))
    return this.#line(head).find((id) => line.has(id)) ?? ''
  }

  #line(id: string): string[] {
    const found: string[] = []
    for (let at: string | undefined = id; at !== undefined; at = this.#commits.get(at)?.parents[0]) found.push(at)
    return found
  }

  #relate(a: string, b: string): 'same' | 'ancestor' | 'descendant' | 'unrelated' {
    if (a === b) return 'same'
    if (this.#line(b).includes(a)) return 'ancestor'
    return this.#line(a).includes(b) ? 'descendant' : 'unrelated'
  }

  #found(identity: string) {
    const found = this.#artifacts.get(identity)
    return found ? { digest: found.digest, outputs: {}, isTrusted: found.isTrusted } : null
  }

  #keep(work: Extract<Work, { kind: 'job.run' }>): string | null {
    const commit = this.#commits.get(work.commit)
    const [first = 'shop', ...others] = Object.keys(commit?.process.components ?? {})
    const component = work.component ?? (others.length === 0 ? first : 'shop')
    const digest = work.artifacts.length > 0 ? `bytes of ${commit?.contents[component] ?? '?'}` : null
    if (work.artifactIdentity !== null) this.#artifacts.set(work.artifactIdentity, { digest, isTrusted: work.isTrusted })
    return digest
  }

  #move(branch: string, expect: string | null, to: string | null): 'moved' | 'stale' {
    if ((this.refs.get(branch) ?? null) !== expect) return 'stale'
    if (to === null) this.refs.delete(branch)
    else this.refs.set(branch, to)
    return 'moved'
  }
}

function nameOf({ work }: Extract<Work, { kind: 'job.run' }>): string {
  if (work.kind === 'run') return work.command
  return work.kind === 'use' ? `${work.library}/${work.job}` : work.kind
}

/** Of one component its bytes, of several each by name. */
function servedBytes(work: Extract<Work, { kind: 'target.activate' }>): string {
  const components = Object.entries(work.components).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return components.map(([name, { digest }]) => (components.length === 1 ? digest : `${name}: ${digest}`)).join(', ') || 'nothing'
}

function done(value: unknown): Outcome {
  return { kind: 'done', value }
}
