import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { openSqliteStore } from '../../drivers/store/sqlite/store.ts'
import { systemClock } from '../../lib/system-clock.ts'
import { Engine } from '../engine.ts'
import type { Handler } from '../handler.ts'
import { desk, type DeskState } from './desk.ts'
import { ann, delivery, shop } from './names.ts'

/**
 * A process to be killed: an engine on a file, to which orders are given and whose deliveries are lines in another file.
 * It tells each answer on its standard output. Told to finish, it orders nothing, waits for all that is open, and ends.
 */
const [store, world, from, task] = process.argv.slice(2)
if (store === undefined || world === undefined) throw new Error('usage: engine-process STORE WORLD FROM [finish]')

const deliver: Handler = {
  pace: 'quick',
  isReadOnly: false,
  run: (_, { handle }) => {
    appendFileSync(world, `${handle}\n`)
    return Promise.resolve({ kind: 'done', value: handle })
  },
  probe: (_, { handle }) => {
    const delivered = existsSync(world) ? readFileSync(world, 'utf8').split('\n') : []
    return Promise.resolve(delivered.includes(handle) ? { kind: 'ended', outcome: { kind: 'done', value: handle } } : { kind: 'absent' })
  },
}

const engine = new Engine({
  store: openSqliteStore({ path: store }),
  clock: systemClock,
  deciders: { desk },
  handlers: () => ({ deliver }),
  owner: 'one',
  host: null,
  jitter: () => 0,
  report: (fault) => process.stderr.write(`${JSON.stringify(fault)}\n`),
})
const stop = new AbortController()
const running = engine.run(stop.signal)
if (task === 'finish') await finish()
else await orderForEver(Number(from))

async function orderForEver(first: number): Promise<void> {
  for (let index = first; ; index++) {
    const id = `p${index}`
    const body = { kind: 'order', effect: delivery(id, Date.now(), { isGuarded: index % 2 === 0, lane: `lane ${index % 3}` }) }
    const answer = await engine.ask(shop, { id: `order ${id}`, by: ann, body })
    if (answer?.kind === 'noted') process.stdout.write(`${index}\n`)
  }
}

async function finish(): Promise<void> {
  const ended = Promise.withResolvers<void>()
  const look = async () => {
    const { orders } = (await engine.look(shop)).state as DeskState
    if (Object.values(orders).every((outcome) => outcome !== null)) ended.resolve()
  }
  engine.listen(() => void look())
  await look()
  await ended.promise
  stop.abort()
  await running
}
