import type { Handler, Handlers } from '../../../src/engine/handler.ts'
import type { Store } from '../../../src/ports/store.ts'
import { nothingPlanted, type Planted } from './planted.ts'

/** Bugs in what carries decisions out and keeps them. */
export const shellBugs: Readonly<Record<string, Planted>> = {
  'a receipt is lost': inTheStore((store) => {
    const now = every(15)
    return {
      receive: (effect, owner, receipt, outcome) =>
        store.receive(effect, owner, now() ? { ...receipt, body: { kind: 'wake' } } : receipt, outcome),
    }
  }),
  'an input is acknowledged before it is stored': inTheStore((store) => {
    const now = every(25)
    return {
      accept: async (stream, inputs, waitingMax) =>
        now() ? { kind: 'accepted', isNew: inputs.map(() => true) } : store.accept(stream, inputs, waitingMax),
    }
  }),
  'a writer that lost its lease writes': inTheStore((store) => ({
    commit: async (commit) => {
      const result = await store.commit(commit)
      if (result.kind !== 'stale') return result
      const { sequence, tail } = await store.load(commit.stream)
      // Two things keep such a writer out: the sequence, and the inputs that were answered meanwhile.
      return await store.commit({ ...commit, after: tail.at(-1)?.sequence ?? sequence, answers: [], parked: [] })
    },
  })),
  'events are stored without their effects': inTheStore((store) => {
    const now = every(40)
    return { commit: (commit) => store.commit(now() ? { ...commit, effects: commit.effects.slice(1) } : commit) }
  }),
  'rows are not written': inTheStore((store) => {
    const now = every(30)
    return { commit: (commit) => store.commit(now() ? { ...commit, rows: commit.rows && commit.rows.slice(1) } : commit) }
  }),
  'what may have begun is begun again': inAHandler('ref.update', () => ({ probe: () => Promise.resolve({ kind: 'absent' }) })),
  'no permit is asked for': inTheStore((store) => ({
    claim: async (request) => (await store.claim(request)).map((claim) => ({ ...claim, effect: { ...claim.effect, isGuarded: false } })),
  })),
  'a ref that could not be asked for is taken for deleted': inAHandler('lookup.ref', (real) => ({
    run: async (work, context) => real.run(work, context).catch(() => ({ kind: 'done', value: { commit: null } })),
  })),
  'what is left over is taken for gone': inAHandler('target.remove', (real) => ({
    run: async (work, context) => ({ ...(await real.run(work, context)), kind: 'done', value: { left: [] } }),
  })),
}

function inTheStore(change: (store: Store) => Partial<Store>): Planted {
  return {
    ...nothingPlanted,
    store: (real) => {
      const changed = change(real)
      return new Proxy(real, { get: (target, key) => (Reflect.get(changed, key) as unknown) ?? (Reflect.get(target, key) as unknown) })
    },
  }
}

function inAHandler(kind: string, change: (real: Handler) => Partial<Handler>): Planted {
  return {
    ...nothingPlanted,
    handlers: (real): Handlers => {
      const handler = real[kind]
      return handler ? { ...real, [kind]: { ...handler, ...change(handler) } } : real
    },
  }
}

/** True every so many times. */
function every(times: number): () => boolean {
  let count = 0
  return () => (count = (count + 1) % times) === 0
}
