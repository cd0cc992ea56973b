import { describe, expect, it } from 'vitest'
import type { Answer } from '../kernel/answer.ts'
import { installation } from './decider.ts'
import type { InstallationBody } from './input.ts'
import type { Installation } from './state.ts'

class Office {
  state: Installation = installation.empty('installation')
  now = 1_000
  /** What other streams were told, in order. */
  readonly told: string[] = []
  #inputs = 0

  say(by: string | null, body: InstallationBody): Answer {
    const actor = by === null ? ({ kind: 'part', name: 'engine' } as const) : ({ kind: 'person', name: by } as const)
    const decision = installation.decide(this.state, { id: `i${++this.#inputs}`, at: this.now, by: actor, body }, this.now)
    let folded = this.state
    for (const event of decision.events) folded = installation.apply(folded, event)
    expect([...installation.changes(folded, decision.state)].filter(({ row }) => row === null)).toEqual([])
    this.state = decision.state
    for (const { work } of decision.effects) {
      const { kind, ...rest } = (work.kind === 'tell' ? work.body : {}) as {
        kind: string
        people?: readonly { name: string; role: string }[]
        slot?: string
        reason?: string
      }
      const what = rest.people?.map((person) => `${person.name} ${person.role}`).join(', ') ?? rest.slot ?? rest.reason ?? ''
      this.told.push(`${work.kind === 'tell' ? work.stream : '?'}: ${kind} ${what}`.trim())
    }
    return decision.answer
  }
}

function opened(): Office {
  const office = new Office()
  office.say('ada', { kind: 'install', administrator: 'ada', slots: 1 })
  office.say('ada', { kind: 'project.add', stream: 'project/shop', repository: 'shop', governingBranch: 'main' })
  office.told.length = 0
  return office
}

describe('an installation', () => {
  it('has one first administrator, and no second first', () => {
    const office = new Office()
    expect(office.say('ada', { kind: 'install', administrator: 'ada', slots: 2 })).toEqual({ kind: 'done', code: 'installed', made: {} })
    expect(office.say('eve', { kind: 'install', administrator: 'eve', slots: 2 })).toMatchObject({ kind: 'refused', code: 'installed' })
  })

  it('lets administrators decide, and nobody else', () => {
    const office = opened()
    expect(office.say('ada', { kind: 'person.set', name: 'dora', role: 'developer' })).toMatchObject({ kind: 'done' })
    for (const body of [
      { kind: 'person.set', name: 'dora', role: 'administrator' },
      { kind: 'person.remove', name: 'ada' },
      { kind: 'project.add', stream: 'project/other', repository: 'other', governingBranch: 'main' },
      { kind: 'capacity.set', slots: 100 },
      { kind: 'line.stop', reason: 'because' },
      { kind: 'line.resume' },
    ] as const) {
      expect(office.say('dora', body)).toMatchObject({ kind: 'refused', code: 'not-allowed' })
      expect(office.say('nobody', body)).toMatchObject({ kind: 'refused', code: 'not-allowed' })
    }
  })

  it('tells every project who its people are', () => {
    const office = opened()
    office.say('ada', { kind: 'person.set', name: 'dora', role: 'developer' })
    office.say('ada', { kind: 'person.remove', name: 'dora' })
    expect(office.told).toEqual([
      'project/shop: people.changed ada administrator, dora developer',
      'project/shop: people.changed ada administrator',
    ])
  })

  it('keeps its last administrator', () => {
    const office = opened()
    expect(office.say('ada', { kind: 'person.remove', name: 'ada' })).toMatchObject({ kind: 'refused', code: 'last-administrator' })
    expect(office.say('ada', { kind: 'person.set', name: 'ada', role: 'viewer' })).toMatchObject({
      kind: 'refused',
      code: 'last-administrator',
    })
  })

  it('gives slots in the order they were asked for, as many as there are', () => {
    const office = opened()
    for (const slot of ['a', 'b', 'c']) office.say(null, { kind: 'slot.ask', stream: 'project/shop', slot })
    expect(office.told).toEqual(['project/shop: slot.granted a'])
    office.say(null, { kind: 'slot.free', stream: 'project/shop', slot: 'b' })
    office.say(null, { kind: 'slot.free', stream: 'project/shop', slot: 'a' })
    expect(office.told).toEqual(['project/shop: slot.granted a', 'project/shop: slot.granted c'])
  })

  it('gives more at once when there is more room', () => {
    const office = opened()
    for (const slot of ['a', 'b', 'c']) office.say(null, { kind: 'slot.ask', stream: 'project/shop', slot })
    office.say('ada', { kind: 'capacity.set', slots: 3 })
    expect(office.told).toEqual(['project/shop: slot.granted a', 'project/shop: slot.granted b', 'project/shop: slot.granted c'])
    expect(office.say('ada', { kind: 'capacity.set', slots: 0 })).toMatchObject({ kind: 'refused', code: 'bad-number' })
  })

  it('takes a slot once, however often the message comes', () => {
    const office = opened()
    office.say(null, { kind: 'slot.ask', stream: 'project/shop', slot: 'a' })
    expect(office.say(null, { kind: 'slot.ask', stream: 'project/shop', slot: 'a' })).toEqual({ kind: 'ignored', code: 'asked-already' })
    office.say(null, { kind: 'slot.free', stream: 'project/shop', slot: 'a' })
    expect(office.say(null, { kind: 'slot.free', stream: 'project/shop', slot: 'a' })).toEqual({ kind: 'ignored', code: 'not-held' })
  })

  it('lets an administrator free a slot whose project is lost', () => {
    const office = opened()
    for (const slot of ['a', 'b']) office.say(null, { kind: 'slot.ask', stream: 'project/shop', slot })
    const free = { kind: 'slot.free', stream: 'project/shop', slot: 'a' } as const
    expect(office.say('dora', free)).toMatchObject({ kind: 'refused', code: 'not-allowed' })
    expect(office.say('ada', free)).toEqual({ kind: 'noted' })
    expect(office.told).toEqual(['project/shop: slot.granted a', 'project/shop: slot.granted b'])
  })

  it('gives nobody a name that its own parts have', () => {
    const office = opened()
    for (const name of ['branchline core', 'Branchline Forge', 'the repository'])
      expect(office.say('ada', { kind: 'person.set', name, role: 'developer' })).toMatchObject({ kind: 'refused', code: 'reserved-name' })
  })

  it('stops and resumes the line in every project', () => {
    const office = opened()
    office.say('ada', { kind: 'project.add', stream: 'project/books', repository: 'books', governingBranch: 'main' })
    office.told.length = 0
    office.say('ada', { kind: 'line.stop', reason: 'the payment provider is down' })
    office.say('ada', { kind: 'line.resume' })
    expect(office.told).toEqual([
      'project/books: line.stop the payment provider is down',
      'project/shop: line.stop the payment provider is down',
      'project/books: line.resume',
      'project/shop: line.resume',
    ])
  })

  it('says again what could not be told, and stops when somebody has looked', () => {
    const office = opened()
    office.say('ada', { kind: 'line.stop', reason: 'why' })
    const [telling] = [...office.state.tellings.values()].filter((row) => JSON.stringify(row.body).includes('line.stop'))
    office.say(null, {
      kind: 'receipt',
      effect: telling?.effect ?? '',
      attempt: 1,
      outcome: { kind: 'failed', code: 'deadline', detail: '' },
    })
    expect(office.told).toEqual(['project/shop: line.stop why', 'project/shop: line.stop why'])
    expect(
      office.say(null, { kind: 'receipt', effect: telling?.effect ?? '', attempt: 1, outcome: { kind: 'done', value: null } }),
    ).toEqual({ kind: 'ignored', code: 'not-awaited' })
  })
})
