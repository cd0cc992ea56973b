import type { Body } from '../../../src/core/project/input.ts'
import { randomWeather } from '../world/weather.ts'
import { installationStream, projectStream } from '../world/streams.ts'
import type { Act, Stage } from './stage.ts'

/** What goes wrong without anybody wanting it. */
export const troubleActs = {
  'the weather turns': ({ random, weather, note }) => {
    const next = randomWeather(random)
    const forMs = random.between(1, 90) * 60_000
    note(`the weather is ${next} for ${Math.round(forMs / 60_000)} minutes`)
    weather(next, forMs)
  },
  'a process dies': ({ random, crash, note }) => {
    const operation = random.chance(0.3) ? 'any' : random.pick(operations)
    const planned = { operation, spares: random.pick([0, 0, 1, 3, 8]), side: random.pick(['before', 'after'] as const) }
    note(`a process will die ${planned.side} ${operation}, after ${planned.spares} more`)
    crash(planned)
  },
  'the machine reboots': ({ kill }) => kill(),
  'the power fails': failPower,
  'somebody else tells the target': ({ random, project, outside, note }) => {
    const rows = [...project.environments.values()].filter((row) => row.rollout !== null || random.chance(0.3))
    if (rows.length === 0) return
    const { id, generation } = random.pick(rows)
    note(`somebody else tells the target generation ${generation + 3} of ${id}`)
    outside.target.raise(id, generation + 3)
  },
  'a second engine starts': ({ rival }) => rival(),
  'a clock is set': ({ random, skew, note }) => {
    const minutes = random.pick([-180, -20, -1, 1, 20, 180])
    note(`the machines' clocks are set by ${minutes} minutes`)
    skew(minutes * 60_000)
  },
  'a message comes twice': repeatMessage,
  'a receipt comes again under another name': echo,
  'the repository is swept': ({ sweep }) => sweep(),
} satisfies Readonly<Record<string, Act>>

/** Where a process may die: the names of ports and their methods. */
const operations = [
  'store.accept',
  'store.commit',
  'store.commit',
  'store.load',
  'store.claim',
  'store.begin',
  'store.receive',
  'store.receive',
  'store.lease',
  'store.giveBack',
  'forge.describe',
  'forge.land',
  'forge.updateRef',
  'forge.updateRef',
  'executor.run',
  'executor.progress',
  'executor.cancel',
  'artifacts.keep',
  'artifacts.find',
  'target.activate',
  'target.activate',
  'target.remove',
  'databases.migrate',
  'notify.send',
]

/** At once; or in the middle of telling the projects who has changed. */
function failPower({ random, powerCut, crash, sayToAll, note }: Stage): void {
  const hours = random.pick([1, 6, 30])
  note(`the power fails for ${hours} hours`)
  powerCut(hours * 60 * 60_000, random.chance(0.5) ? 'now' : 'with the next process')
  sayToAll('ana', { kind: 'person.set', name: 'olga', role: 'developer' })
  crash({ operation: 'store.begin', spares: 0, side: random.pick(['before', 'after']) })
}

function repeatMessage({ random, messages, again, note }: Stage): void {
  const sent = messages()
  const message = sent.at(-1 - random.below(Math.min(20, sent.length)))
  if (!message) return
  note(`the message ${message.id} comes again`)
  again(message, message.id)
}

/** An old receipt, or an old request to start, that somebody sends once more as if it were new. */
function echo({ random, messages: all, again, note, now }: Stage): void {
  if (random.chance(0.15)) {
    const body = random.pick([{ kind: 'wake' }, { kind: 'starting', effect: 'nobody’s', attempt: 1 }])
    return again(
      { id: '', stream: random.pick([installationStream, projectStream]), by: { kind: 'part', name: 'echo' }, body },
      `echo/${now()}/${random.below(1000)}`,
    )
  }
  const kinds: readonly Body['kind'][] = ['receipt', 'starting', 'slot.granted', 'wake']
  const messages = all().filter(({ body }) => kinds.includes((body as Body).kind))
  if (messages.length === 0) return
  const message = random.pick(messages)
  note(`${(message.body as Body).kind} ${message.id} comes again under another name`)
  again(message, `${message.id}/again-${random.below(1000)}`)
}
