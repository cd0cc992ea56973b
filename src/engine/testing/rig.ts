import { openSqliteStore } from '../../drivers/store/sqlite/store.ts'
import { VirtualClock } from '../../lib/virtual-clock.ts'
import type { Effect } from '../../core/kernel/effect.ts'
import type { Store } from '../../ports/store.ts'
import { Engine, type EngineOptions } from '../engine.ts'
import type { EngineFault } from '../fault.ts'
import { desk, type DeskBody, type DeskState } from './desk.ts'
import { MortalStore } from './mortal-store.ts'
import { ann, delivery, shop } from './names.ts'
import { Outside } from './outside.ts'

export { ann, delivery, shop }

/** One life of one engine. */
export interface Life {
  readonly engine: Engine
  readonly faults: EngineFault[]
  readonly mortal: MortalStore
  stop(): Promise<void>
}

/** A store, a clock, an outside, and engines that live and die. */
export class Rig {
  readonly clock = new VirtualClock(1_000_000)
  readonly outside = new Outside(this.clock)
  readonly store: Store = openSqliteStore({ path: ':memory:' })
  readonly deciders = { desk }

  start(owner = 'one', more: Partial<EngineOptions> = {}): Life {
    const mortal = new MortalStore(this.store)
    const faults: EngineFault[] = []
    const engine = new Engine({
      store: mortal.store,
      clock: this.clock,
      deciders: this.deciders,
      handlers: () => ({ deliver: this.outside.handler() }),
      owner,
      host: null,
      jitter: () => 0,
      report: (fault) => faults.push(fault),
      ...more,
    })
    const stop = new AbortController()
    const running = engine.run(stop.signal)
    return {
      engine,
      faults,
      mortal,
      stop: async () => {
        stop.abort()
        await this.clock.until(running)
      },
    }
  }

  /** The answer to an input, once the engine has come to it. */
  async ask(life: Life, id: string, body: DeskBody, stream = shop): Promise<unknown> {
    return await this.clock.until(life.engine.ask(stream, { id, by: ann, body }))
  }

  /** Orders a delivery. It is under way when this resolves, or as far as it came. */
  async order(life: Life, id: string, more: Partial<Effect<unknown>> = {}): Promise<void> {
    await this.ask(life, `order ${id}`, { kind: 'order', effect: delivery(id, this.clock.now(), more) })
  }

  async desk(life: Life, stream = shop): Promise<DeskState> {
    return (await life.engine.look(stream)).state as DeskState
  }
}
