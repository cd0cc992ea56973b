import type { WorkKind } from '../../core/kernel/work.ts'
import type { Handlers } from '../handler.ts'
import { environmentHandlers, type EnvironmentPorts } from './environment.ts'
import { jobHandlers, type JobPorts } from './job.ts'
import { lookupHandlers, type LookupPorts } from './lookups.ts'
import { newsHandlers, type Inboxes, type NewsPorts } from './news.ts'
import { refHandlers } from './ref.ts'
import type { HandlersOf } from './work.ts'

/** The outside world, as far as the core's work needs it. */
export type WorkPorts = LookupPorts & JobPorts & EnvironmentPorts & NewsPorts

/** Every kind of work that the core knows, carried out by these ports. */
export function handlersFor(ports: WorkPorts, inboxes: Inboxes): Handlers {
  return {
    ...lookupHandlers(ports),
    ...jobHandlers(ports),
    ...refHandlers(ports.forge),
    ...environmentHandlers(ports),
    ...newsHandlers(ports, inboxes),
  } satisfies HandlersOf<WorkKind>
}
