/** How often each kind of thing happened, by group. */
export class Coverage {
  readonly #counts = new Map<string, Map<string, number>>()

  /** Kinds that must all be seen: they stand in the table with zero until they are. */
  expect(group: string, kinds: readonly string[]): void {
    for (const kind of kinds) this.count(group, kind, 0)
  }

  count(group: string, kind: string, times = 1): void {
    const counts = this.#counts.get(group) ?? new Map<string, number>()
    this.#counts.set(group, counts)
    counts.set(kind, (counts.get(kind) ?? 0) + times)
  }

  add(other: CoverageCounts): void {
    for (const [group, counts] of Object.entries(other)) for (const [kind, times] of Object.entries(counts)) this.count(group, kind, times)
  }

  counts(): CoverageCounts {
    return Object.fromEntries([...this.#counts].map(([group, counts]) => [group, Object.fromEntries(counts)]))
  }

  missing(): readonly string[] {
    return [...this.#counts].flatMap(([group, counts]) =>
      [...counts].filter(([, times]) => times === 0).map(([kind]) => `${group} ${kind}`),
    )
  }

  table(): string {
    return [...this.#counts].map(([group, counts]) => `${group}\n${columns([...counts])}`).join('\n')
  }
}

export type CoverageCounts = Readonly<Record<string, Readonly<Record<string, number>>>>

const across = 3

function columns(entries: readonly (readonly [string, number])[]): string {
  const cells = entries.toSorted(([, a], [, b]) => b - a).map(([kind, times]) => `${kind.padEnd(34)}${String(times).padStart(8)}`)
  const rows = Math.ceil(cells.length / across)
  return Array.from({ length: rows }, (_, row) => `  ${cells.filter((_cell, index) => index % rows === row).join('   ')}`).join('\n')
}
