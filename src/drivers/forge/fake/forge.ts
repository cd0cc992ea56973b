import type { CommitDescription, Forge, LandingRequest, LandingResult, Relation, Report } from '../../../ports/forge.ts'
import type { Faults } from '../../../lib/faults.ts'
import { relation } from './ancestry.ts'
import { landingOf } from './landing.ts'
import { FakeRepository, type RefMove } from './repository.ts'
import { changedPaths, emptyTree, subtreeDigest, treeDigest } from './tree.ts'

/** A ref that Branchline moved: what a test holds against the permits that were granted. */
export interface RefUpdate {
  readonly repository: string
  readonly ref: string
  readonly expect: string | null
  readonly to: string | null
  readonly generation: number
  readonly answer: 'moved' | 'stale'
}

export interface FakeForgeOptions {
  readonly faults: Faults
  readonly processFile?: string
  readonly pathsMax?: number
  /** How often nobody hears of a ref that moved. */
  readonly hooksLost?: number
}

const pathsMaxDefault = 1000

/** A forge in memory. Its refs are its truth; what is told about them may be lost. */
export class FakeForge implements Forge {
  readonly faults: Faults
  readonly updates: RefUpdate[] = []
  readonly reports = new Map<string, Report>()
  /** The hook: told of refs that move, whoever moves them, unless it dies. */
  onMove: (move: RefMove) => void = () => {}
  /** Told of every ref that is deleted, also when the hook dies. */
  onDelete: (ref: string) => void = () => {}
  onUpdate: (update: RefUpdate) => void = () => {}
  readonly #processFile: string
  readonly #pathsMax: number
  readonly #hooksLost: number
  readonly #repositories = new Map<string, FakeRepository>()

  constructor({ faults, processFile = 'branchline.yaml', pathsMax = pathsMaxDefault, hooksLost = 0 }: FakeForgeOptions) {
    this.faults = faults
    this.#processFile = processFile
    this.#pathsMax = pathsMax
    this.#hooksLost = hooksLost
  }

  add(name: string): FakeRepository {
    const repository = new FakeRepository(name)
    this.#repositories.set(name, repository)
    return repository
  }

  repository(name: string): FakeRepository {
    const repository = this.#repositories.get(name)
    if (!repository) throw new Error(`There is no repository ${name}.`)
    return repository
  }

  /** Somebody moves a ref. */
  push(repository: string, ref: string, to: string | null, by: string): void {
    const before = this.repository(repository).ref(ref)
    if (before === to) return
    this.repository(repository).move(ref, to)
    if (to === null) this.onDelete(ref)
    if (!this.faults.chance('forge.hook', ref, this.#hooksLost)) this.onMove({ repository, ref, before, after: to, by })
  }

  async describe(repository: string, commit: string, paths: readonly string[], since: string | null): Promise<CommitDescription | null> {
    return await this.faults.perform('forge.describe', commit, () => this.#describe(repository, commit, paths, since))
  }

  async land(repository: string, request: LandingRequest): Promise<LandingResult> {
    return await this.faults.perform('forge.land', request.head, () => landingOf(this.repository(repository), request))
  }

  async relate(repository: string, a: string, b: string): Promise<Relation> {
    return await this.faults.perform('forge.relate', `${a} ${b}`, () => relation(this.repository(repository), a, b))
  }

  async updateRef(
    repository: string,
    ref: string,
    expect: string | null,
    to: string | null,
    permit: { readonly generation: number },
  ): Promise<'moved' | 'stale'> {
    return await this.faults.perform('forge.updateRef', ref, () => this.#update(repository, ref, expect, to, permit.generation))
  }

  async ref(repository: string, ref: string): Promise<string | null> {
    return await this.faults.perform('forge.ref', ref, () => this.repository(repository).ref(ref))
  }

  async refs(repository: string): Promise<Readonly<Record<string, string>>> {
    return await this.faults.perform('forge.refs', repository, () => this.repository(repository).refs())
  }

  async report(repository: string, report: Report): Promise<void> {
    await this.faults.perform('forge.report', report.key, () => this.reports.set(`${repository} ${report.key}`, report))
  }

  #describe(repository: string, id: string, paths: readonly string[], since: string | null): CommitDescription | null {
    const commit = this.repository(repository).find(id)
    if (!commit) return null
    const before = since === null ? emptyTree : this.repository(repository).commit(since).tree
    const changed = changedPaths(before, commit.tree)
    return {
      commit: id,
      tree: treeDigest(commit.tree),
      parents: commit.parents,
      title: commit.title,
      subtrees: Object.fromEntries(paths.map((path) => [path, subtreeDigest(commit.tree, path)])),
      changed: { paths: changed.slice(0, this.#pathsMax), isCut: changed.length > this.#pathsMax },
      processText: commit.tree.get(this.#processFile) ?? null,
    }
  }

  #update(repository: string, ref: string, expect: string | null, to: string | null, generation: number): 'moved' | 'stale' {
    if (to !== null) this.repository(repository).commit(to)
    const answer = this.repository(repository).ref(ref) === expect ? 'moved' : 'stale'
    const update = { repository, ref, expect, to, generation, answer } as const
    this.updates.push(update)
    this.onUpdate(update)
    if (answer === 'moved') this.push(repository, ref, to, 'branchline')
    return answer
  }
}
