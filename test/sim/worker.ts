import { parentPort } from 'node:worker_threads'
import { plantedNamed } from './planted/bugs.ts'
import { runBatch } from './search/batch.ts'

/** What a thread is asked for. */
export interface BatchRequest {
  readonly seeds: readonly number[]
  readonly planted: string | null
  readonly shrinks: boolean
}

parentPort?.on('message', (request: BatchRequest) => {
  void runBatch(request.seeds, plantedNamed(request.planted), request.shrinks).then((report) => parentPort?.postMessage(report))
})
