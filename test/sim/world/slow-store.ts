import type { SeededRandom } from '../../../src/lib/seeded-random.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Store } from '../../../src/ports/store.ts'

/** Longer than a lease: the other engine takes the stream over. */
const slowCommits = 0.3
const slowMs = 40_000

/** A message that fits nowhere: the core asks where the branch stands, which is an event. */
export const doubt = { kind: 'refs.changed', pusher: null, refs: [{ name: 'refs/heads/never', old: 'somewhere', new: 'elsewhere' }] }

/** A store that takes its time now and then: what the other engine decides meanwhile must count. */
export function slowStore(store: Store, clock: Clock, random: SeededRandom, meanwhile: (stream: string) => void): Store {
  const commit: Store['commit'] = async (wanted) => {
    if (random.chance(slowCommits)) {
      meanwhile(wanted.stream)
      await clock.sleep(slowMs)
    }
    return await store.commit(wanted)
  }
  return new Proxy(store, { get: (target, key) => (key === 'commit' ? commit : (Reflect.get(target, key) as unknown)) })
}
