import { judgeChange } from '../change/judge.ts'
import type { JobFact, PipelineFact, ProcessFacts, Role } from '../facts/index.ts'
import type { Effect, Outcome } from '../kernel/effect.ts'
import type { Work } from '../kernel/work.ts'
import type { JobState } from '../pipeline/run.ts'
import type { RefMove } from '../project/input.ts'
import { pipeline, pipelines, plainProcess, process } from './facts.ts'
import { told } from './stage.ts'
import { Story } from './story.ts'

type JobWork = Extract<Work, { readonly kind: 'job.run' }>

/** A story told at its changes and runs: what people say there in one word each, and what they are told. */
export class Track extends Story {
  constructor(facts: ProcessFacts = plainProcess(), people?: Readonly<Record<string, Role>>) {
    super(facts, people)
    this.deeds.length = 0
  }

  /** A branch with one commit, and a change from it. */
  change(
    from: string,
    contents: Readonly<Record<string, string>>,
    more: Parameters<Story['open']>[2] & { readonly by?: string } = {},
  ): string {
    const { by = 'dora', ...rest } = more
    this.push(from, contents, by)
    return told(this.open(by, from, rest))
  }

  /** The branch takes in all that main has. */
  catchUp(branch: string, by = 'dora'): void {
    const old = this.repository.refs.get(branch) ?? null
    const commit = this.repository.catchUp(branch)
    this.part({ kind: 'refs.changed', pusher: by, refs: [{ name: `refs/heads/${branch}`, old, new: commit }] })
  }

  ask(by: string, change: number): string {
    return told(this.merge(by, change))
  }

  unask(by: string, change: number): string {
    return told(this.say(by, { kind: 'change.unmerge', change }))
  }

  shut(by: string, change: number): string {
    return told(this.say(by, { kind: 'change.close', change }))
  }

  edit(
    by: string,
    change: number,
    more: { readonly title?: string; readonly labels?: readonly string[]; readonly isDraft?: boolean },
  ): string {
    const { title = null, labels = null, isDraft = null } = more
    return told(this.say(by, { kind: 'change.edit', change, title, labels, isDraft }))
  }

  approved(by: string, change: number): string {
    return told(this.approve(by, change))
  }

  reject(by: string, change: number): string {
    return told(this.say(by, { kind: 'change.review', change, verdict: 'rejected', head: this.headOf(change) }))
  }

  trust(by: string, change: number): string {
    return told(this.say(by, { kind: 'change.trust', change, head: this.headOf(change) }))
  }

  stop(by: string): string {
    return told(this.say(by, { kind: 'line.stop', reason: 'something burns' }))
  }

  resume(by: string): string {
    return told(this.say(by, { kind: 'line.resume' }))
  }

  start(by: string, name: string, branch: string, inputs: Readonly<Record<string, string>> = {}): string {
    return told(this.say(by, { kind: 'run.start', pipeline: name, branch, inputs }))
  }

  again(by: string, name: string, about: { readonly change?: number; readonly branch?: string }): string {
    return told(this.say(by, { kind: 'run.again', pipeline: name, branch: about.branch ?? null, change: about.change ?? null }))
  }

  cancel(by: string, run: number): string {
    return told(this.say(by, { kind: 'run.cancel', run }))
  }

  pass(by: string, run: number, name: string, verdict: 'approved' | 'rejected' = 'approved'): string {
    return told(this.say(by, { kind: 'job.approve', run, job: name, verdict }))
  }

  /** May somebody move these? One word for each. */
  propose(by: string, refs: readonly RefMove[]): string[] {
    const answer = this.say(by, { kind: 'refs.propose', refs })
    return answer.kind === 'judged' ? answer.refs.map(({ verdict }) => `${verdict.state}: ${verdict.code}`) : [told(answer)]
  }

  headOf(change: number): string {
    return this.state.changes.get(String(change))?.head ?? ''
  }

  /** What keeps a change: each gate that is not open, with its code. */
  why(change: number): string[] {
    const row = this.state.changes.get(String(change))
    if (!row) return ['not open']
    return judgeChange(this.state, row, this.now).flatMap((verdict) =>
      verdict.state === 'open' ? [] : [`${verdict.gate}: ${verdict.code}`],
    )
  }

  /** From now on a job comes to this; null: to what it usually comes to. */
  job(command: string, reply: Outcome | 'later' | null): void {
    this.world('job.run', (work) => (isJob(work, command) ? (reply ?? 'as usual') : null))
  }

  /** A job that waits ends now. */
  finish(command: string, outcome?: Outcome): void {
    this.release('job.run', outcome, (work) => work.kind === 'job.run' && isJob(work, command))
  }

  /** What touched the world since this was last asked. */
  since(): string[] {
    return this.deeds.splice(0)
  }

  /** What has become of the jobs of a run. */
  jobs(run: number): Readonly<Record<string, string>> {
    const found: Record<string, string> = {}
    for (const event of this.events) {
      if (event.kind === 'run.started' && event.row.number === run) for (const key of Object.keys(event.row.jobs)) found[key] = 'waiting'
      if (event.kind === 'job.moved' && event.run === run) found[event.job] = wordOf(event.state)
    }
    return found
  }

  /** Every run so far, with what it is about and what it came to. */
  runs(): string[] {
    const ends = new Map(this.events.flatMap((event) => (event.kind === 'run.ended' ? [[event.run, event.outcome] as const] : [])))
    return this.events.flatMap((event) =>
      event.kind === 'run.started'
        ? [`${event.row.number} ${event.row.pipeline.name} of ${event.row.about}: ${ends.get(event.row.number) ?? 'under way'}`]
        : [],
    )
  }

  /** What the world was asked to do and has not done yet. */
  asked(kind: Work['kind']): readonly Effect<Work>[] {
    return this.waiting.filter((effect) => effect.work.kind === kind)
  }

  /** What the installation was told about slots, in order. */
  slots(): string[] {
    return this.tellings.map(({ kind, slot }) => `${kind.slice('slot.'.length)} ${slot}`)
  }
}

function wordOf(state: JobState): string {
  switch (state.kind) {
    case 'passed':
      return state.isReused ? 'reused' : 'passed'
    case 'failed':
    case 'skipped':
      return `${state.kind}: ${state.reason}`
    default:
      return state.kind
  }
}

function isJob(work: JobWork, command: string): boolean {
  return work.work.kind === 'run' && work.work.command === command
}

export const red: Outcome = { kind: 'done', value: { outcome: 'failed', reason: 'exit 1', artifact: null, outputs: {}, coverage: null } }

/** A job that passes and puts out these. */
export function green(
  more: { readonly outputs?: Readonly<Record<string, string>>; readonly coverage?: number | null; readonly artifact?: string | null } = {},
): Outcome {
  return { kind: 'done', value: { outcome: 'passed', reason: '', artifact: null, outputs: {}, coverage: null, ...more } }
}

/** A file whose bytes say this: the same words, the same file. */
export function file(facts: ProcessFacts, words: string): ProcessFacts {
  return { ...facts, digest: words, pipelines: { ...facts.pipelines, digest: words } }
}

/** A project that has one pipeline, which runs on each push to a feature branch, and deploys nothing. */
export function onePipeline(jobs: readonly JobFact[], fact: Partial<PipelineFact> = {}, more: Partial<ProcessFacts> = {}): ProcessFacts {
  const ci = pipeline('ci', jobs, { when: [{ kind: 'push', to: 'feature/*' }], ...fact })
  return process({ pipelines: pipelines([ci], {}), ...more })
}
