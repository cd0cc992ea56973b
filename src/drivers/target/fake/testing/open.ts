import type { Clock } from '../../../../ports/clock.ts'
import { Faults } from '../../../../lib/faults.ts'
import { SeededRandom } from '../../../../lib/seeded-random.ts'
import type { TargetUnderTest } from '../../conformance.ts'
import { FakeTarget, type FakeTargetOptions } from '../target.ts'

const clock: Clock = { now: () => 0, sleep: async () => {} }

/** A fake target where nothing goes wrong, and bytes named `broken` never become ready. */
export async function openFakeTarget(options: Partial<FakeTargetOptions> = {}): Promise<TargetUnderTest> {
  const target = new FakeTarget({
    clock,
    faults: new Faults(clock, new SeededRandom('target')),
    startup: ({ components }) => {
      const broken = Object.entries(components).find(([, { digest }]) => digest.startsWith('broken'))
      return { ms: 1, notReady: broken ? { component: broken[0], detail: 'exit 1' } : null }
    },
    ...options,
  })
  let count = 0
  return {
    target,
    readyDigest: async () => `ready-${(count += 1)}`,
    brokenDigest: async () => `broken-${(count += 1)}`,
    reopen: async () => target,
    close: async () => {},
  }
}
