import { openSqliteStore } from '../store.ts'

/**
 * A process to be killed: it accepts inputs, decides each and tells on its standard output
 * what has been acknowledged, until nobody lets it live any longer.
 */
const [path, name] = process.argv.slice(2)
if (path === undefined || name === undefined) throw new Error('usage: writer-process PATH NAME')
const store = openSqliteStore({ path })
const stream = `project/${name}`

for (let index = (await store.load(stream)).sequence; ; index++) {
  const id = `${name}/${index}`
  const input = { id, at: index, by: { kind: 'part', name: 'test' }, body: { text: 'x'.repeat(500) }, effect: null } as const
  await Promise.all([store.accept(stream, [input], null), store.accept('project/all', [input], null)])
  tell(`accepted ${id}`)
  const effect = {
    id,
    lane: 'l',
    host: null,
    isGuarded: false,
    deadline: 1,
    handle: id,
    repeat: 'idempotent',
    work: { kind: 'none' },
  } as const
  const committed = await store.commit({
    stream,
    owner: name,
    after: index,
    version: 1,
    now: index,
    events: [{ input: id, event: { index } }],
    rows: [{ table: 'last', key: 'only', row: index }],
    effects: [effect],
    withdrawn: [],
    settled: [],
    answers: [{ input: id, answer: { kind: 'noted' } }],
    parked: [],
    nextWake: null,
  })
  if (committed.kind === 'committed') tell(`committed ${id}`)
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}
