import { describe, expect, it } from 'vitest'
import { goldenNames, readGolden, rowsOf } from './golden/golden.ts'

describe.each(goldenNames())('the stream %s', (name) => {
  const golden = readGolden(name)
  const [halfway, end] = golden.snapshots
  if (!halfway || !end) throw new Error(`${name} has no snapshots`)

  it('is whole: its events count from one without a gap', () => {
    expect(golden.events.map(({ sequence }) => sequence)).toEqual(golden.events.map((_, index) => index + 1))
    expect(golden.events.length).toBe(end.sequence)
    expect(golden.events.length).toBeGreaterThan(20)
  })

  // What an earlier release wrote is read by today's core, whichever of its forms it is read from.
  const fromRows = rowsOf(golden, end, end.sequence, true)

  it('gives the same state from its rows, from a snapshot and the tail, and from its events alone', () => {
    expect(fromRows.length).toBeGreaterThan(0)
    expect(rowsOf(golden, halfway, end.sequence, true)).toEqual(fromRows)
    expect(rowsOf(golden, end, end.sequence, false)).toEqual(fromRows)
  })

  it('gives the rows it had halfway from the events until then', () => {
    expect(rowsOf(golden, halfway, halfway.sequence, false)).toEqual(rowsOf(golden, halfway, halfway.sequence, true))
  })
})

describe('golden streams', () => {
  it('are there, of the project and of the installation', () => {
    expect(new Set(goldenNames().map((name) => name.split('-')[0]))).toEqual(new Set(['installation', 'project']))
  })
})
