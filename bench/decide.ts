import { plainProcess } from '../src/core/testing/facts.ts'
import { Story } from '../src/core/testing/story.ts'
import { project } from '../src/core/project/decider.ts'
import type { Project } from '../src/core/project/state.ts'
import { openSqliteStore } from '../src/drivers/store/sqlite/store.ts'
import { streamFrom } from '../src/engine/stream.ts'
import { perSecond, printTable, type Figure } from './measure.ts'

/** Decisions a second in memory, and how long a large project takes to load. */
const changesCount = 1_000
const refsCount = 10_000

const decide = project.decide.bind(project)
const meter = { calls: 0, ms: 0, events: 0 }
const timed: typeof project.decide = (state, input, now) => {
  const start = performance.now()
  const decision = decide(state, input, now)
  meter.ms += performance.now() - start
  meter.calls += 1
  meter.events += decision.events.length
  return decision
}
Object.assign(project, { decide: timed })

const figures: Figure[] = []
const story = new Story(plainProcess())
const small = story.state
openChanges(200, 'warm')
figures.push(line('decisions while a project is small', () => openChanges(200, 'small')))
openChanges(changesCount - 400, 'more')
pushRefs(refsCount - changesCount)
figures.push(line(`decisions with ${changesCount} open changes and ${refsCount} refs`, () => openChanges(200, 'large')))
for (const [name, state] of [
  ['small', small],
  ['large', story.state],
] as const)
  figures.push(await questions(name, state))
printTable(figures)
await loading(story.state)

/** What people and the world say while changes are pushed, opened, built and previewed. */
function openChanges(count: number, name: string): void {
  for (let index = 0; index < count; index++) {
    const branch = `feature/${name}-${index}`
    story.push(branch, { shop: branch })
    story.open('dora', branch)
  }
}

/** As many in one input as are taken. */
function pushRefs(count: number): void {
  const chunk = 1_000
  for (let from = 0; from < count; from += chunk) {
    const refs = Array.from({ length: Math.min(chunk, count - from) }, (_, index) => refOf(from + index))
    const answer = story.part({ kind: 'refs.changed', pusher: null, refs })
    if (answer.kind !== 'noted') throw new Error('The refs were not taken', { cause: answer })
  }
}

function refOf(index: number): { readonly name: string; readonly old: null; readonly new: string } {
  return { name: `refs/heads/old/${index}`, old: null, new: story.repository.commit(`old/${index}`, { shop: `old ${index}` }) }
}

function line(what: string, perform: () => void): Figure {
  Object.assign(meter, { calls: 0, ms: 0, events: 0 })
  perform()
  const { calls, ms, events } = meter
  return { what, perSecond: (calls * 1000) / ms, ratio: null, note: `${calls} inputs, ${(events / calls).toFixed(1)} events each` }
}

/** The question of every push: may these refs move? */
async function questions(name: string, state: Project): Promise<Figure> {
  const body = { kind: 'refs.propose', refs: [{ name: 'refs/heads/feature/tea', old: null, new: 'c1' }] } as const
  const by = { kind: 'person', name: 'dora' } as const
  const count = 20_000
  const answer = decide(state, { id: 'q', at: story.now, by, body }, story.now).answer
  if (answer.kind !== 'judged') throw new Error('The push was not judged', { cause: answer })
  const rate = await perSecond(count, () => {
    for (let index = 0; index < count; index++) decide(state, { id: 'q', at: story.now, by, body }, story.now)
  })
  return { what: `pushes judged, ${name} project`, perSecond: rate, ratio: null, note: '' }
}

async function loading(state: Project): Promise<void> {
  const store = openSqliteStore({ path: ':memory:' })
  const rows = project.changes(project.empty('project/shop'), state)
  const by = { kind: 'part', name: 'bench' } as const
  await store.accept('project/shop', [{ id: 'i', at: 0, by, body: null, effect: null }], null)
  const nothing = { effects: [], withdrawn: [], settled: [], parked: [], nextWake: null }
  await store.commit({
    ...nothing,
    stream: 'project/shop',
    owner: 'o',
    after: 0,
    version: 1,
    now: 0,
    events: [],
    rows,
    answers: [{ input: 'i', answer: { kind: 'noted' } }],
  })
  const start = performance.now()
  streamFrom('project/shop', project, await store.load('project/shop'))
  console.log(
    `\nA project of ${rows.length} rows (${state.changes.size} changes, ${state.branches.size} branches) loads in ${Math.round(performance.now() - start)} ms`,
  )
  await store.close()
}
