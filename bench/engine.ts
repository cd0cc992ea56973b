import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteStore } from '../src/drivers/store/sqlite/store.ts'
import { Engine } from '../src/engine/engine.ts'
import { desk } from '../src/engine/testing/desk.ts'
import { systemClock } from '../src/lib/system-clock.ts'
import { perSecond, printTable, type Figure } from './measure.ts'

/** Durable inputs a second, against a bare loop of one insert for each commit that waits for the disk. */
const inputsCount = 4_000
const loopCount = 1_000
const folder = mkdtempSync(join(tmpdir(), 'branchline-bench-'))
let files = 0
const newFile = (): string => join(folder, `${files++}.db`)

const body = { kind: 'add', number: 1 } as const
const by = { kind: 'person', name: 'ann' } as const

const reference = await perSecond(loopCount, bareLoop)
const figures: Figure[] = [{ what: 'bare SQLite, one insert for each full commit', perSecond: reference, ratio: 1, note: 'the reference' }]
await add('inputs accepted, one after the other', loopCount, () => acceptLoop())
for (const askers of [1, 16, 64, 256]) {
  const count = askers === 1 ? loopCount : inputsCount
  await add(`inputs accepted, decided and answered, ${askers} askers`, count, () => askLoop(count, askers))
}
await add('effects carried out, with receipt', 1_000, () => effectLoop(1_000))
printTable(figures)
rmSync(folder, { recursive: true })

async function add(what: string, count: number, perform: () => Promise<void>): Promise<void> {
  const rate = await perSecond(count, perform)
  figures.push({ what, perSecond: rate, ratio: rate / reference, note: '' })
}

function bareLoop(): void {
  const database = new DatabaseSync(newFile())
  database.exec('pragma journal_mode = wal; pragma synchronous = full; create table t (id integer primary key, body text) strict')
  const insert = database.prepare('insert into t (body) values (?)')
  const text = JSON.stringify(body)
  for (let index = 0; index < loopCount; index++) insert.run(text)
  database.close()
}

async function acceptLoop(): Promise<void> {
  const store = openSqliteStore({ path: newFile() })
  for (let index = 0; index < loopCount; index++) {
    await store.accept('desk/shop', [{ id: `${index}`, at: index, by, body, effect: null }], null)
  }
  await store.close()
}

async function askLoop(count: number, askers: number): Promise<void> {
  await withEngine(async (engine) => {
    let next = 0
    const asker = async () => {
      while (next < count) await engine.ask('desk/shop', { id: `${next++}`, by, body })
    }
    await Promise.all(Array.from({ length: askers }, asker))
  })
}

async function effectLoop(count: number): Promise<void> {
  await withEngine(async (engine) => {
    // One event for each order, and one for each receipt.
    let open = count * 2
    const all = Promise.withResolvers<void>()
    engine.listen(({ events }) => {
      open -= events
      if (open === 0) all.resolve()
    })
    for (let index = 0; index < count; index++) {
      const id = `e${index}`
      const effect = {
        id,
        lane: id,
        host: null,
        isGuarded: false,
        deadline: Date.now() + 600_000,
        handle: id,
        repeat: 'probeable',
        work: { kind: 'deliver' },
      } as const
      void engine.accept('desk/shop', { id: `o${index}`, by, body: { kind: 'order', effect } }, 'certain')
    }
    await all.promise
  })
}

async function withEngine(perform: (engine: Engine) => Promise<void>): Promise<void> {
  const store = openSqliteStore({ path: newFile() })
  const engine = new Engine({
    store,
    clock: systemClock,
    deciders: { desk },
    handlers: () => ({ deliver: { pace: 'quick', isReadOnly: false, run: () => Promise.resolve({ kind: 'done', value: null }) } }),
    owner: 'bench',
    host: null,
    jitter: Math.random,
    report: (fault) => console.error(fault),
  })
  const stop = new AbortController()
  const running = engine.run(stop.signal)
  await perform(engine)
  stop.abort()
  await running
  await store.close()
}
