import { plainProcess } from '../src/core/testing/facts.ts'
import { Story } from '../src/core/testing/story.ts'
import { project } from '../src/core/project/decider.ts'
import { perSecond, printTable } from './measure.ts'

/**
 * Inputs decided a second in memory: 200 changes go the whole way to production, and all that happened
 * is decided again on an empty state, as an engine would between two commits. The reference is the
 * same inputs copied through JSON, which any store must do at least once.
 */
const changesCount = 200
type Call = Parameters<typeof project.decide>

const calls: { readonly input: Call[1]; readonly now: Call[2] }[] = []
const decide = project.decide.bind(project)
Object.assign(project, {
  decide: (state: Call[0], input: Call[1], now: Call[2]) => {
    calls.push({ input, now })
    return decide(state, input, now)
  },
})
goTheWay()
// A story looks more often than an engine does; each input counts once.
const seen = new Set<string>()
const way = calls.filter(({ input }) => !seen.has(input.id) && Boolean(seen.add(input.id)))

const reference = await perSecond(way.length, () => {
  for (const { input } of way) JSON.parse(JSON.stringify(input))
})
const rate = await perSecond(
  way.length,
  () => {
    let state = project.empty('project/shop')
    for (const { input, now } of way) {
      state = decide(state, input, now).state
      project.nextWake(state)
    }
  },
  15,
)
printTable([
  { what: 'inputs copied through JSON', perSecond: reference, ratio: 1, note: 'the reference' },
  { what: 'inputs decided in memory, push to production', perSecond: rate, ratio: rate / reference, note: `${way.length} inputs` },
])

function goTheWay(): void {
  const story = new Story(plainProcess())
  for (let index = 0; index < changesCount; index++) {
    const branch = `feature/f${index}`
    story.push(branch, { shop: `tea ${index}` })
    const opened = story.open('dora', branch)
    const change = opened.kind === 'done' ? Number(opened.made['change']) : 0
    story.approve('dan', change)
    story.merge('dora', change)
    story.sign('max', 'production')
  }
  if (story.serves('production') !== `bytes of tea ${changesCount - 1}`) throw new Error('The way did not lead to production')
}
