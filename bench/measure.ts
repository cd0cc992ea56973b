/** One line of a table: how many a second, and against what was measured beside it. */
export interface Figure {
  readonly what: string
  readonly perSecond: number
  readonly ratio: number | null
  readonly note: string
}

/** How often a second something is done, by the best of a few rounds: the machine is never quite quiet. */
export async function perSecond(count: number, perform: () => Promise<void> | void, rounds = 3): Promise<number> {
  let best = 0
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await perform()
    best = Math.max(best, (count * 1000) / (performance.now() - start))
  }
  return best
}

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map(({ what, perSecond: rate, ratio, note }) => [
    what,
    Math.round(rate).toLocaleString('en'),
    ratio?.toFixed(2) ?? '',
    note,
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const header = ['', 'per second', 'ratio', '']
  for (const row of [header, ...rows]) {
    console.log(
      row
        .map((cell, column) =>
          column === 1 || column === 2 ? cell.padStart(Math.max(widths[column] ?? 0, 10)) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  '),
    )
  }
}
