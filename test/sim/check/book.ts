import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { BranchRule } from '../../../src/core/facts/branch.ts'
import type { Votes, Role } from '../../../src/core/facts/people.ts'
import type { PipelineFact, PipelineFacts } from '../../../src/core/facts/pipeline.ts'
import type { ProcessFacts } from '../../../src/core/facts/process.ts'
import type { ChangeRow, Landing, Review } from '../../../src/core/change/change.ts'
import type { Approval, Candidate, Deployment } from '../../../src/core/environment/environment.ts'
import type { JobState, RunRow } from '../../../src/core/pipeline/run.ts'
import type { Event, EventKind } from '../../../src/core/project/event.ts'
import type { PendingRow } from '../../../src/core/project/state.ts'
import type { RolloutRow } from '../../../src/core/rollout/rollout.ts'

/** What is noted of one change: facts only, no gate. */
export interface NotedChange {
  readonly number: number
  readonly from: string
  readonly into: string
  readonly author: string
  title: string
  labels: readonly string[]
  isDraft: boolean
  isTrusted: boolean
  landing: Landing | null
  asked: string | null
  readonly reviews: Map<string, Review>
}

export interface NotedRun {
  readonly row: RunRow
  readonly jobs: Map<string, JobState>
  outcome: string | null
}

export interface NotedEnvironment {
  readonly id: string
  readonly name: string
  generation: number
  candidate: Candidate | null
  current: Deployment | null
  hold: string | null
  rollout: string | null
  closing: boolean
  /** Somebody named by hand what it takes. */
  chosen: boolean
  readonly approvals: Approval[]
  readonly rejections: Approval[]
  readonly past: Deployment[]
}

export interface NotedBranch {
  head: string
  tree: string | null
}

/** A book of the facts, kept from the stored events alone and by nobody else's rules. */
export class Book {
  readonly people = new Map<string, Role>()
  process: ProcessFacts | null = null
  governingBranch = ''
  /** The moment of the commit that is noted. */
  now = 0
  stoppedBy: string | null = null
  readonly branches = new Map<string, NotedBranch>()
  readonly changes = new Map<number, NotedChange>()
  readonly runs = new Map<number, NotedRun>()
  readonly environments = new Map<string, NotedEnvironment>()
  /** Each closing, with the generation of its removal. */
  readonly closings = new Set<string>()
  /** The digest of each commit's own process file. */
  readonly files = new Map<string, string | null>()
  /** Pipelines of process files, by the files' digest. */
  readonly pipelines = new Map<string, PipelineFacts>()
  readonly rollouts = new Map<string, RolloutRow>()
  /** What was asked of the world, and for whom. */
  readonly asked = new Map<string, PendingRow>()

  note(event: Event): void {
    const page = pages[event.kind] as ((book: Book, event: Event) => void) | undefined
    page?.(this, event)
  }

  /** The rule of a branch: of all that match the one that says most. */
  ruleOf(branch: string): BranchRule | null {
    const rules = this.process?.branches.filter((rule) => covers(rule.pattern, branch)) ?? []
    return rules.toSorted((a, b) => b.pattern.replaceAll('*', '').length - a.pattern.replaceAll('*', '').length)[0] ?? null
  }

  isDeveloper(name: string): boolean {
    const role = this.people.get(name)
    return role !== undefined && role !== 'viewer'
  }

  isOf(name: string, { team }: Votes): boolean {
    if (team === null) return this.isDeveloper(name)
    return this.people.has(name) && (this.process?.teams[team]?.includes(name) ?? false)
  }

  /** Whether a pipeline, as this file has it, has passed on a tree: what the newest run of it there that came to its end came to. */
  hasPassed(tree: string, pipeline: PipelineFact, isTrusted: boolean): boolean {
    const runs = [...this.runs.values()].filter(({ row, outcome }) => {
      const isOfTree = row.facts.tree === tree && row.pipeline.name === pipeline.name && row.isTrusted === isTrusted
      return isOfTree && row.cause.kind !== 'verify' && (outcome === 'passed' || outcome === 'failed')
    })
    const newest = runs.at(-1)
    return newest?.outcome === 'passed' && definitionsOf(newest.row.pipeline) === definitionsOf(pipeline)
  }
}

function definitionsOf(pipeline: PipelineFact): string {
  return canonicalJson(Object.fromEntries(Object.values(pipeline.jobs).map(({ name, definition }) => [name, definition])))
}

type Pages = { readonly [Kind in EventKind]?: (book: Book, event: Extract<Event, { readonly kind: Kind }>) => void }

const pages: Pages = {
  'project.opened': (book, { row }) => {
    book.governingBranch = row.governingBranch
  },
  'project.governed': (book, { branch }) => {
    book.governingBranch = branch
  },
  'process.taken': (book, { facts }) => {
    book.process = facts
    book.pipelines.set(facts.pipelines.digest, facts.pipelines)
  },
  'pipelines.known': (book, { pipelines }) => {
    book.pipelines.set(pipelines.digest, pipelines)
  },
  'people.changed': (book, { people }) => {
    book.people.clear()
    for (const { name, role } of people) book.people.set(name, role)
  },
  'line.stopped': (book, { by }) => {
    book.stoppedBy = by
  },
  'line.resumed': (book) => {
    book.stoppedBy = null
  },
  'effect.asked': (book, { row }) => {
    book.asked.set(row.id, row)
  },
  'branch.moved': (book, { branch, head, facts }) => {
    if (facts) book.files.set(facts.commit, facts.pipelines)
    book.branches.set(branch, { head, tree: facts?.tree ?? null })
  },
  'branch.described': (book, { branch, facts }) => {
    book.files.set(facts.commit, facts.pipelines)
    const noted = book.branches.get(branch)
    if (noted) noted.tree = facts.tree
  },
  'branch.deleted': (book, { branch }) => {
    book.branches.delete(branch)
  },
  'change.opened': (book, { row }) => {
    book.changes.set(row.number, notedChange(row))
  },
  'change.edited': (book, { change, title, labels, isDraft }) => edit(book, change, { title, labels, isDraft }),
  'change.pushed': (book, { change, isTrusted }) => edit(book, change, { isTrusted }),
  'change.reviewed': (book, { change, review }) => {
    book.changes.get(change)?.reviews.set(review.by, review)
  },
  'change.landing': (book, { change, landing }) => {
    if (landing.kind === 'clean') book.files.set(landing.facts.commit, landing.facts.pipelines)
    edit(book, change, { landing })
  },
  'change.asked': (book, { change, by }) => edit(book, change, { asked: by }),
  'change.unasked': (book, { change }) => edit(book, change, { asked: null }),
  'change.merged': (book, { change }) => {
    book.changes.delete(change)
  },
  'change.closed': (book, { change }) => {
    book.changes.delete(change)
  },
  'run.started': (book, { row }) => {
    book.runs.set(row.number, { row, outcome: null, jobs: new Map(Object.values(row.jobs).map((job) => [job.key, job.state])) })
  },
  'job.moved': (book, { run, job, state }) => {
    book.runs.get(run)?.jobs.set(job, state)
  },
  'run.ended': (book, { run, outcome }) => {
    const noted = book.runs.get(run)
    if (noted) noted.outcome = outcome
  },
  'environment.opened': (book, { row }) => {
    book.environments.set(row.id, {
      id: row.id,
      name: row.name,
      generation: row.generation,
      candidate: row.candidate,
      current: row.current,
      hold: row.hold?.by ?? null,
      rollout: null,
      closing: false,
      chosen: false,
      approvals: [],
      rejections: [],
      past: [],
    })
  },
  'environment.chosen': (book, { environment }) => {
    const noted = book.environments.get(environment)
    if (noted) noted.chosen = true
  },
  'environment.candidate': (book, { environment, candidate }) => {
    const noted = book.environments.get(environment)
    if (noted) noted.candidate = candidate
  },
  'environment.approved': (book, { environment, approval }) => {
    book.environments.get(environment)?.approvals.push(approval)
  },
  'environment.rejected': (book, { environment, digest, by }) => {
    book.environments.get(environment)?.rejections.push({ digest, by, at: book.now })
  },
  'environment.held': (book, { environment, by }) => {
    const noted = book.environments.get(environment)
    if (noted) noted.hold = by
  },
  'environment.freed': (book, { environment }) => {
    const noted = book.environments.get(environment)
    if (noted) noted.hold = null
  },
  'environment.deployed': (book, { environment, deployment }) => {
    const noted = book.environments.get(environment)
    if (!noted) return
    if (noted.current) noted.past.push(noted.current)
    noted.current = deployment
  },
  'environment.closing': (book, { environment, generation }) => {
    book.closings.add(`${environment} ${generation}`)
    const noted = book.environments.get(environment)
    if (!noted) return
    noted.closing = true
    noted.generation = Math.max(noted.generation, generation)
  },
  'environment.emptied': (book, { environment }) => {
    const noted = book.environments.get(environment)
    if (!noted) return
    if (noted.current) noted.past.push(noted.current)
    noted.current = null
    noted.closing = false
  },
  'environment.same': (book, { environment, set }) => {
    const noted = book.environments.get(environment)
    if (noted?.current) noted.current = { ...noted.current, set }
  },
  'environment.closed': (book, { environment }) => {
    book.environments.delete(environment)
  },
  'rollout.started': (book, { row }) => {
    book.rollouts.set(row.id, row)
    const noted = book.environments.get(row.environment)
    if (!noted) return
    noted.rollout = row.id
    noted.generation = row.generation
  },
  'rollout.moved': (book, { rollout, step, state }) => {
    const row = book.rollouts.get(rollout)
    if (row) book.rollouts.set(rollout, { ...row, step, state })
  },
  'rollout.activating': (book, { rollout }) => {
    const row = book.rollouts.get(rollout)
    if (row) book.rollouts.set(rollout, { ...row, hasActivated: true })
  },
  'rollout.returning': (book, { rollout, generation, steps, failure }) => {
    const row = book.rollouts.get(rollout)
    if (!row) return
    book.rollouts.set(rollout, { ...row, generation, steps, failure, step: 0 })
    const noted = book.environments.get(row.environment)
    if (noted) noted.generation = Math.max(noted.generation, generation)
  },
  'rollout.raised': (book, { rollout, environment, generation }) => {
    const row = book.rollouts.get(rollout)
    if (row) book.rollouts.set(rollout, { ...row, generation })
    const noted = book.environments.get(environment)
    if (noted) noted.generation = Math.max(noted.generation, generation)
  },
  'rollout.ended': (book, { rollout }) => {
    const row = book.rollouts.get(rollout)
    const noted = row && book.environments.get(row.environment)
    if (noted?.rollout === rollout) noted.rollout = null
    book.rollouts.delete(rollout)
  },
}

function notedChange(row: ChangeRow): NotedChange {
  const { number, from, into, author, title, labels, isDraft, isTrusted, landing } = row
  return { number, from, into, author, title, labels, isDraft, isTrusted, landing, asked: null, reviews: new Map() }
}

function edit(book: Book, change: number, fields: Partial<NotedChange>): void {
  const noted = book.changes.get(change)
  if (noted) Object.assign(noted, fields)
}

function covers(pattern: string, name: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${escaped.join('.*')}$`, 'u').test(name)
}
