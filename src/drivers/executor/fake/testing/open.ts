import type { Clock } from '../../../../ports/clock.ts'
import type { JobRequest } from '../../../../ports/executor.ts'
import { Faults } from '../../../../lib/faults.ts'
import { SeededRandom } from '../../../../lib/seeded-random.ts'
import type { Doing, ExecutorUnderTest } from '../../conformance.ts'
import { FakeExecutor } from '../executor.ts'
import { failed, type JobPlan } from '../job.ts'

/** Fake machines where nothing goes wrong, on the machine's own clock. */
export async function openFakeExecutor(): Promise<ExecutorUnderTest> {
  const executor = new FakeExecutor({ clock: realClock, faults: new Faults(realClock, new SeededRandom('executor')), plan })
  const runs = new Map<string, number>()
  executor.onStart = ({ handle }) => runs.set(handle, (runs.get(handle) ?? 0) + 1)
  return {
    executor,
    work: (doing) => ({ kind: 'run', command: doing }),
    timesRun: async (handle) => runs.get(handle) ?? 0,
    reopen: async () => executor,
    close: async () => {},
  }
}

const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 60_000)).unref()),
}

function plan(request: JobRequest): JobPlan {
  const passed = { outcome: 'passed', reason: 'exit 0', artifact: null, outputs: {}, coverage: null } as const
  const doing = (request.work.kind === 'run' ? request.work.command : '') as Doing
  switch (doing) {
    case 'passes':
      return { durationMs: 1, result: passed }
    case 'exits with 2':
      return { durationMs: 1, result: failed('exit 2') }
    case 'never ends':
      return { durationMs: null, result: passed }
    case 'builds':
      return { durationMs: 1, result: { ...passed, artifact: `digest-of-${request.artifactIdentity}` } }
    case 'tells a url':
      return { durationMs: 1, result: { ...passed, outputs: request.outputs.includes('url') ? { url: 'http://one' } : {} } }
  }
}
