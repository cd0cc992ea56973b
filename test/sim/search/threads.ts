import { Worker } from 'node:worker_threads'
import type { BatchRequest } from '../worker.ts'
import type { BatchReport } from './batch.ts'

/** Histories are played on several threads, a batch at a time on each. */
export class Threads {
  readonly #workers: readonly Worker[]

  constructor(count: number) {
    this.#workers = Array.from(
      { length: count },
      () => new Worker(new URL('../worker.ts', import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] }),
    )
  }

  /** Hands out batches until there are no more, or nobody wants any. */
  async run(next: () => BatchRequest | null, take: (report: BatchReport) => void): Promise<void> {
    await Promise.all(
      this.#workers.map(async (worker) => {
        for (let request = next(); request !== null; request = next()) take(await ask(worker, request))
      }),
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

function ask(worker: Worker, request: BatchRequest): Promise<BatchReport> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (report: BatchReport) => {
      worker.off('error', reject)
      resolve(report)
    })
    worker.postMessage(request)
  })
}
