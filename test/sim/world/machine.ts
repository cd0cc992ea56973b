import { Engine, type EngineOptions } from '../../../src/engine/engine.ts'
import type { Handlers } from '../../../src/engine/handler.ts'
import type { Limits } from '../../../src/engine/limits.ts'
import type { Deciders } from '../../../src/engine/streams.ts'
import type { SeededRandom } from '../../../src/lib/seeded-random.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Store } from '../../../src/ports/store.ts'
import type { Outside } from './outside.ts'
import type { Process } from './process.ts'

/** The ports of one process: each call through them may be its last. */
export interface Ports extends Pick<Outside, 'forge' | 'executor' | 'artifacts' | 'target' | 'databases' | 'notify'> {
  readonly store: Store
  readonly clock: Clock
}

export interface MachineParts {
  readonly process: Process
  readonly store: Store
  readonly clock: Clock
  readonly outside: Outside
  readonly deciders: Deciders
  readonly handlers: (ports: Ports, engine: Engine) => Handlers
  readonly limits: Partial<Limits>
  readonly random: SeededRandom
  readonly report: EngineOptions['report']
}

/** A process with an engine in it. */
export class Machine {
  readonly process: Process
  readonly engine: Engine
  readonly #stop = new AbortController()

  constructor(parts: MachineParts) {
    const { process, outside, random } = parts
    this.process = process
    const ports: Ports = {
      store: process.wrap('store', parts.store),
      clock: mortalClock(process, parts.clock),
      forge: process.wrap('forge', outside.forge),
      executor: process.wrap('executor', outside.executor),
      artifacts: process.wrap('artifacts', outside.artifacts),
      target: process.wrap('target', outside.target),
      databases: process.wrap('databases', outside.databases),
      notify: process.wrap('notify', outside.notify),
    }
    this.engine = new Engine({
      store: ports.store,
      clock: ports.clock,
      deciders: parts.deciders,
      handlers: (engine) => parts.handlers(ports, engine),
      owner: process.name,
      host: null,
      jitter: () => random.next(),
      report: parts.report,
      limits: parts.limits,
    })
  }

  run(): void {
    void this.engine.run(this.#stop.signal)
  }

  /** Tells it to stop in good order. */
  stop(): void {
    this.#stop.abort()
  }
}

/** Time goes on for everybody; a dead process is never woken. */
function mortalClock(process: Process, clock: Clock): Clock {
  return {
    now: () => clock.now(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (!process.isAlive) return
        void clock.sleep(ms, signal).then(() => {
          if (process.isAlive) resolve()
        })
      }),
  }
}
