import { nextWake } from '../../../src/core/project/wake.ts'
import { waits } from '../../../src/core/verdict/waits.ts'
import { repositoryName } from '../acts/stage.ts'
import type { Simulation } from '../world/simulation.ts'
import { demand } from './violation.ts'

const hour = 60 * 60_000
const day = 24 * hour
const roundsMax = 12

/** Faults stop and time runs on: then all is at rest, and whatever still waits is somebody's to end. */
export async function checkEnd(simulation: Simulation): Promise<void> {
  const { clock, watch, store } = simulation
  simulation.calm()
  if (!simulation.machine()) await clock.advance(2 * 60_000)
  await simulation.startOver()
  for (let round = 0; round < roundsMax; round += 1) {
    simulation.sweep(`end ${round}`)
    await clock.advance(round < 3 ? hour : day)
    if (simulation.failure) return
    if (round >= 2 && watch.project.pending.size === 0 && [...simulation.ledger.inputs.values()].every(({ answer }) => answer !== null))
      break
    resolveUnknown(simulation, round)
  }
  await checkAnswered(simulation)
  checkPending(simulation)
  checkWakes(simulation)
  checkBranches(simulation)
  watch.effects.checkMerges()
  checkPlaces(simulation)
  await watch.compare(store)
}

/** An operator looks at what nobody else can know, and says how it ended. */
function resolveUnknown(simulation: Simulation, round: number): void {
  const { watch } = simulation
  const open = [...watch.project.pending.values()].filter((row) => row.state !== 'asked')
  for (const [index, { id }] of open.entries()) {
    const body = { kind: 'effect.resolve', effect: id, outcome: simulation.howItEnded(id), detail: 'looked' }
    simulation.send({ id: `end/${round}/${index}`, stream: 'project/shop', by: { kind: 'person', name: 'ana' }, body }, 0)
  }
}

async function checkAnswered({ ledger, store }: Simulation): Promise<void> {
  for (const stream of await store.streams()) {
    const [waiting] = await store.inbox(stream, 1)
    demand(waiting === undefined, 'every input is answered', () => `${waiting?.id} of ${stream} waits: ${JSON.stringify(waiting?.body)}`)
  }
  for (const { stream, input, answer } of ledger.inputs.values()) {
    demand(answer !== null, 'every input is answered', () => `${input.id} of ${stream} never was: ${JSON.stringify(input.body)}`)
  }
  ledger.checkPromises()
}

function checkPending({ watch }: Simulation): void {
  const [open] = watch.project.pending.values()
  demand(open === undefined, 'no effect waits for ever', () => `${JSON.stringify(open)}`)
  const [telling] = watch.installation.tellings.values()
  demand(telling === undefined, 'no effect waits for ever', () => `${JSON.stringify(telling)}`)
}

/** After a sweep, what is known of the refs is what the repository has. */
function checkBranches({ watch, outside }: Simulation): void {
  const refs = Object.entries(outside.forge.repository(repositoryName).refs()).filter(([ref]) => ref.startsWith('refs/heads/'))
  const there = refs.map(([ref, commit]) => `${ref.slice('refs/heads/'.length)} ${commit}`).toSorted()
  const known = [...watch.book.branches].map(([name, { head }]) => `${name} ${head}`).toSorted()
  demand(
    there.join() === known.join(),
    'the repository is the truth for refs',
    () => `there: ${there.join(', ')}\nknown: ${known.join(', ')}`,
  )
}

const patienceMs = 5 * 60_000

/** Nothing that wanted to be woken was left asleep, and whatever waits is somebody's to end. */
function checkWakes({ watch, wallClock }: Simulation): void {
  const now = wallClock.now()
  const wake = nextWake(watch.project)
  demand(wake === null || wake > now - patienceMs, 'time is told', () => `the core wanted to be woken at ${wake}, and it is ${now}`)
  for (const wait of waits(watch.project, now)) {
    const { subject, what, owners, deadline, exits } = wait
    demand(owners.length > 0, 'every wait has an owner', () => `${subject}: ${what}`)
    demand(exits.length > 0, 'every wait has an exit', () => `${subject}: ${what}`)
    demand(deadline > now - patienceMs, 'every wait has a deadline', () => `${subject}: ${what}, at ${deadline}, and it is ${now}`)
  }
}

function checkPlaces({ outside, watch }: Simulation): void {
  for (const { id, current, rollout, closing } of watch.project.environments.values()) {
    if (rollout !== null || closing !== null || current === null || !outside.target.canCompareGenerations) continue
    const serving = Object.entries(outside.target.serving(id)?.components ?? {}).map(([name, { digest }]) => `${name} ${digest}`)
    const believed = Object.entries(current.set.components).map(([name, digest]) => `${name} ${digest}`)
    demand(
      serving.toSorted().join() === believed.toSorted().join(),
      'what is believed to serve serves',
      () => `${id}: ${believed.join(', ')} is believed, and ${serving.join(', ')} serves`,
    )
  }
  for (const id of [...outside.target.standing(), ...outside.databases.environments()]) {
    demand(
      watch.project.environments.has(id) || watch.forgotten.has(id),
      'what belonged to a closed environment is gone',
      () => `something still stands in ${id}`,
    )
  }
}
