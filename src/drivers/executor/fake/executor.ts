import type { Clock } from '../../../ports/clock.ts'
import type { Executor, JobRequest, JobResult, Progress } from '../../../ports/executor.ts'
import type { Faults } from '../../../lib/faults.ts'
import { failed, newJob, type Job, type JobPlan } from './job.ts'

export interface ExecutorRates {
  /** The machine is gone in the middle of the job. */
  readonly machineLost: number
  /** Asked again, it tells another end than the first time. */
  readonly secondThoughts: number
  /** It knows nothing of a job that it ran. */
  readonly forgets: number
}

const honest: ExecutorRates = { machineLost: 0, secondThoughts: 0, forgets: 0 }

export interface FakeExecutorOptions {
  readonly clock: Clock
  readonly faults: Faults
  readonly plan: (request: JobRequest) => JobPlan
  readonly rates?: ExecutorRates
  readonly cancelMs?: number
}

/** Machines in memory. Their jobs go on whatever becomes of the one who started them. */
export class FakeExecutor implements Executor {
  readonly faults: Faults
  /** How each job that ran ended for the machine itself, whatever was told about it. */
  onStart: (request: JobRequest) => void = () => {}
  onEnd: (request: JobRequest, result: JobResult) => void = () => {}
  readonly #clock: Clock
  readonly #plan: (request: JobRequest) => JobPlan
  readonly #rates: ExecutorRates
  readonly #cancelMs: number
  readonly #jobs = new Map<string, Job>()

  constructor({ clock, faults, plan, rates = honest, cancelMs = 0 }: FakeExecutorOptions) {
    this.faults = faults
    this.#clock = clock
    this.#plan = plan
    this.#rates = rates
    this.#cancelMs = cancelMs
  }

  async run(request: JobRequest, signal: AbortSignal): Promise<JobResult> {
    const job = await this.faults.perform('executor.start', request.handle, () => this.#startOnce(request))
    await Promise.race([job.ended, aborted(signal)])
    signal.throwIfAborted()
    return await this.faults.perform('executor.result', request.handle, () => this.#told(job))
  }

  async progress(handle: string): Promise<Progress<JobResult>> {
    return await this.faults.perform('executor.progress', handle, () => this.#progress(handle))
  }

  async cancel(handle: string): Promise<void> {
    await this.faults.perform('executor.cancel', handle, async () => {
      const job = this.#jobs.get(handle)
      if (!job || job.result) return
      if (this.#cancelMs > 0) await this.#clock.sleep(this.#cancelMs)
      this.#end(job, failed('cancelled'))
    })
  }

  /** Handles of jobs that have not ended. */
  running(): readonly string[] {
    return [...this.#jobs].filter(([, job]) => job.result === null).map(([handle]) => handle)
  }

  #startOnce(request: JobRequest): Job {
    const known = this.#jobs.get(request.handle)
    if (known && !(known.result && this.faults.chance('executor.forgets', request.handle, this.#rates.forgets))) return known
    const job = newJob(request, this.#clock.now())
    this.#jobs.set(request.handle, job)
    this.onStart(request)
    void this.#live(job)
    return job
  }

  async #live(job: Job): Promise<void> {
    const { handle, timeoutMs } = job.request
    const plan = this.#plan(job.request)
    const wanted = plan.durationMs ?? Number.POSITIVE_INFINITY
    const isLost = this.faults.chance('executor.machineLost', handle, this.#rates.machineLost)
    const lifeMs = Math.min(isLost ? wanted / 2 : wanted, timeoutMs)
    if (lifeMs > 0) await this.#clock.sleep(lifeMs)
    if (isLost) this.#end(job, failed('no machine'))
    else this.#end(job, wanted > timeoutMs ? failed('timeout') : plan.result)
  }

  #end(job: Job, result: JobResult): void {
    if (job.result) return
    job.end(result)
    this.onEnd(job.request, result)
  }

  #progress(handle: string): Progress<JobResult> {
    const job = this.#jobs.get(handle)
    if (!job) return { kind: 'absent' }
    return job.result ? { kind: 'ended', result: this.#told(job) } : { kind: 'running' }
  }

  #told(job: Job): JobResult {
    const result = job.result ?? failed('no machine')
    job.asked += 1
    if (job.asked === 1 || !this.faults.chance('executor.secondThoughts', job.request.handle, this.#rates.secondThoughts)) return result
    return result.outcome === 'passed' ? failed('exit 1') : { ...result, outcome: 'passed', reason: 'exit 0' }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
