/** A part of the tests that runs and is counted by itself. */
export interface Suite {
  readonly name: string
  readonly what: string
  /** Run with the tools of the project first on the path. Its last line counts: `N passed, N failed`. */
  readonly command: readonly string[]
  /** After this long it is stopped, and has failed. */
  readonly minutes: number
}

/** Every suite, in the order they run, the quickest to fail first. docs/dev/ci.md shows this table, and a test compares the two. */
export const suites: readonly Suite[] = [
  { name: 'check', what: 'types, lint, format, dead code, boundaries, tidiness', command: ['node', 'scripts/check.ts'], minutes: 3 },
  { name: 'unit', what: 'each folder of `src` and `scripts` by itself', command: vitest('unit'), minutes: 6 },
  {
    name: 'house',
    what: 'golden streams, verdicts, a gate added by a patch',
    command: [...vitest('house'), '--exclude', 'test/{arch,tidy}.test.ts'],
    minutes: 3,
  },
  {
    name: 'sim',
    what: 'a minute of random histories against the invariants',
    command: ['npm', 'run', 'sim', '--', '--seconds', '60'],
    minutes: 3,
  },
  { name: 'planted', what: 'bugs that are planted, and found', command: ['npm', 'run', 'sim:planted'], minutes: 5 },
  { name: 'scenarios', what: 'stories through the whole program', command: vitest('scenarios'), minutes: 3 },
]

/** What all suites may take together, the installation included. */
export const minutesMax = 25
export const installationMinutes = 2

function vitest(project: string): readonly string[] {
  return ['vitest', 'run', '--project', project]
}
