import type { Simulation } from '../world/simulation.ts'
import { demand } from './violation.ts'

const hour = 60 * 60_000
const day = 24 * hour
const roundsMax = 12

/** Faults stop and time runs on: then all is at rest, and whatever still waits is somebody's to end. */
export async function checkEnd(simulation: Simulation): Promise<void> {
  const { crashes, outside, clock, watch, store } = simulation
  crashes.disarm()
  outside.calm()
  if (!simulation.machine()) await clock.advance(2 * 60_000)
  await simulation.startOver()
  for (let round = 0; round < roundsMax; round += 1) {
    simulation.sweep(`end ${round}`)
    await clock.advance(round < 3 ? hour : day)
    if (simulation.failure) return
    if (watch.project.pending.size === 0 && [...simulation.ledger.inputs.values()].every(({ answer }) => answer !== null)) break
    resolveUnknown(simulation, round)
  }
  await checkAnswered(simulation)
  checkPending(simulation)
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
  for (const key of ledger.acknowledged) {
    demand(ledger.inputs.has(key), 'what was acknowledged is kept', () => `${key} is gone`)
  }
}

function checkPending({ watch }: Simulation): void {
  const [open] = watch.project.pending.values()
  demand(open === undefined, 'no effect waits for ever', () => `${JSON.stringify(open)}`)
  const [telling] = watch.installation.tellings.values()
  demand(telling === undefined, 'no effect waits for ever', () => `${JSON.stringify(telling)}`)
}

function checkPlaces({ outside, watch }: Simulation): void {
  for (const id of [...outside.target.standing(), ...outside.databases.environments()]) {
    demand(watch.project.environments.has(id) || watch.forgotten.has(id), 'what belonged to a closed environment is gone', () => `something still stands in ${id}`)
  }
}
