import { describe, expect, it } from 'vitest'
import type { Boundaries } from '../kernel/calendar.ts'
import { limits } from '../kernel/limits.ts'
import { plainProcess } from '../testing/facts.ts'
import { Stage } from '../testing/stage.ts'
import { project } from './decider.ts'
import type { Body } from './input.ts'
import type { Project } from './state.ts'

const winter = { kind: 'span', from: '2026-12-20T00:00', to: '2027-01-03T00:00', zone: 'UTC' } as const

describe('settling', () => {
  it('comes to its end where everything there may be is concerned: that is no circle', () => {
    const story = new Stage(plainProcess())
    let state: Project = story.state
    let inputs = 0
    const decide = (body: Body, by: { readonly kind: 'person' | 'part'; readonly name: string }) => {
      const decision = project.decide(state, { id: `m${++inputs}`, at: story.now, by, body }, story.now)
      state = decision.state
      return decision.answer.kind
    }
    for (let from = 0; from < 2 * limits.openChangesMax; from += limits.refsPerInputMax) {
      const refs = Array.from({ length: limits.refsPerInputMax }, (_, i) => ({
        name: `refs/heads/b${from + i}`,
        old: null,
        new: `c${from + i}`,
      }))
      decide({ kind: 'refs.changed', pusher: 'dora', refs }, { kind: 'part', name: 'forge' })
    }
    for (let i = 0; i < limits.openChangesMax; i++)
      decide(
        { kind: 'change.open', from: `b${i}`, into: 'main', title: `b${i}`, labels: [], isDraft: false },
        { kind: 'person', name: 'dora' },
      )
    expect([state.branches.size > 2 * limits.openChangesMax, state.changes.size]).toEqual([true, limits.openChangesMax])
    expect(decide({ kind: 'line.stop', reason: 'something burns' }, { kind: 'person', name: 'max' })).toBe('done')
  })

  it('asks the world again after a while, not at once, what it did not answer far enough', () => {
    const asked: string[] = []
    const stage = new Stage(plainProcess({ calendars: { winter } }), undefined, (story) =>
      story.world('lookup.calendars', (work) => {
        asked.push(Object.keys(work.calendars).join())
        return asked.length < 3 ? { kind: 'done', value: {} } : null
      }),
    )
    expect(asked).toEqual(['winter'])
    stage.wait(limits.askAgainMs)
    stage.wait(limits.askAgainMs)
    expect(asked).toEqual(['winter', 'winter', 'winter'])
    const known: Boundaries | undefined = stage.state.calendars.get('winter')
    expect(known && known.until - stage.now > limits.calendarRefillMs).toBe(true)
    stage.wait(10 * limits.askAgainMs)
    expect(asked.length).toBe(3)
  })
})
