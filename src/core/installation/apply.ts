import type { Reducers } from '../project/event.ts'
import type { InstallationEvent } from './event.ts'
import { settingsKey, slotKey, type Installation, type SettingsRow } from './state.ts'

const reducers: Reducers<InstallationEvent, Installation> = {
  installed: (state, event) => withSettings(state, { slotsMax: event.slotsMax, slotsAsked: 0 }),
  'person.set': (state, event) => ({ ...state, people: state.people.set(event.person.name, event.person) }),
  'person.removed': (state, event) => ({ ...state, people: state.people.delete(event.name) }),
  'project.added': (state, event) => ({ ...state, projects: state.projects.set(event.entry.stream, event.entry) }),
  'capacity.set': (state, event) => withSettings(state, { ...settingsOf(state), slotsMax: event.slotsMax }),
  'slot.asked': (state, { stream, slot, at }) => {
    const number = settingsOf(state).slotsAsked + 1
    const row = { stream, slot, number, isGranted: false, since: at }
    const counted = withSettings(state, { ...settingsOf(state), slotsAsked: number })
    return { ...counted, slots: state.slots.set(slotKey(stream, slot), row) }
  },
  'slot.given': (state, { stream, slot }) => {
    const row = state.slots.get(slotKey(stream, slot))
    return row ? { ...state, slots: state.slots.set(slotKey(stream, slot), { ...row, isGranted: true }) } : state
  },
  'slot.freed': (state, { stream, slot }) => ({ ...state, slots: state.slots.delete(slotKey(stream, slot)) }),
  telling: (state, event) => ({ ...state, tellings: state.tellings.set(event.row.effect, event.row) }),
  told: (state, event) => ({ ...state, tellings: state.tellings.delete(event.effect) }),
  'telling.late': (state, event) => {
    const row = state.tellings.get(event.effect)
    return row ? { ...state, tellings: state.tellings.set(event.effect, { ...row, state: 'late' }) } : state
  },
}

export function applyInstallation(state: Installation, event: InstallationEvent): Installation {
  const reduce = reducers[event.kind] as (state: Installation, event: InstallationEvent) => Installation
  return reduce(state, event)
}

function settingsOf(state: Installation): SettingsRow {
  return state.settings.get(settingsKey) ?? { slotsMax: 0, slotsAsked: 0 }
}

function withSettings(state: Installation, row: SettingsRow): Installation {
  return { ...state, settings: state.settings.set(settingsKey, row) }
}
