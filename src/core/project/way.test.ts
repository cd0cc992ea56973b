import { describe, expect, it } from 'vitest'
import { plainProcess } from '../testing/facts.ts'
import { Story } from '../testing/story.ts'

describe('the way of a change', () => {
  it('goes from a push over a change, a preview, a merge and staging to production', () => {
    const story = new Story(plainProcess())
    story.deeds.length = 0
    story.push('feature/tea', { shop: 'tea' })
    expect(story.open('dora', 'feature/tea')).toEqual({ kind: 'done', code: 'opened', made: { change: 1 } })
    expect(story.serves('preview/change/1')).toBe('bytes of tea')
    expect(story.approve('dan', 1)).toMatchObject({ kind: 'done' })
    expect(story.merge('dora', 1)).toMatchObject({ kind: 'done', code: 'asked' })
    expect(story.serves('staging')).toBe('bytes of tea')
    expect(story.serves('production')).toBe(null)
    expect(story.sign('max', 'production')).toMatchObject({ kind: 'done' })
    expect(story.serves('production')).toBe('bytes of tea')
    expect(story.deeds).toEqual([
      'run unit',
      'run image',
      'serve bytes of tea in preview/change/1 (1, 100%)',
      'move main',
      'remove preview/change/1',
      'serve bytes of tea in staging (2, 100%)',
      'run smoke at staging',
      'serve bytes of tea in production (1, 100%)',
    ])
  })
})
