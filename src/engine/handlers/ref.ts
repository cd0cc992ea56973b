import { assertGranted } from '../granted.ts'
import type { Forge } from '../../ports/forge.ts'
import type { Probed } from '../handler.ts'
import { done, type HandlersOf, type WorkOf } from './work.ts'

/** Branches and tags, moved by comparing and swapping: the ref itself tells whether it was. */
export function refHandlers(forge: Forge): HandlersOf<'ref.update'> {
  return {
    'ref.update': {
      pace: 'quick',
      isReadOnly: false,
      run: async (work, { permit }) => {
        const { repository, ref, expect, to } = work
        const answer = await forge.updateRef(repository, ref, expect, to, assertGranted(permit))
        if (answer === 'moved') return done<'ref.update'>('moved')
        // An earlier attempt that was given up may have moved it after all.
        const probed = await probe(forge, work)
        return probed.kind === 'ended' ? probed.outcome : done<'ref.update'>('stale')
      },
      probe: (work) => probe(forge, work),
    },
  }
}

async function probe(forge: Forge, { repository, ref, expect, to }: WorkOf<'ref.update'>): Promise<Probed> {
  const now = await forge.ref(repository, ref)
  if (now === to) return ended('moved')
  if (now === expect) return { kind: 'absent' }
  // Somebody has moved it since. Where the branch contains what was to land, it was moved there first.
  const isWithin = now !== null && to !== null && (await forge.relate(repository, to, now)) === 'ancestor'
  return ended(isWithin ? 'moved' : 'stale')
}

function ended(value: 'moved' | 'stale'): Probed {
  return { kind: 'ended', outcome: done<'ref.update'>(value) }
}
