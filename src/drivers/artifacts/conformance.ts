import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Artifacts, StoredArtifact } from '../../ports/artifacts.ts'

export interface ArtifactsUnderTest {
  readonly artifacts: Artifacts
  reopen(): Promise<Artifacts>
  close(): Promise<void>
}

/** What every place for artifacts promises. */
export function describeArtifacts(name: string, open: () => Promise<ArtifactsUnderTest>): void {
  describe(name, () => {
    let under: ArtifactsUnderTest
    beforeEach(async () => {
      under = await open()
    })
    afterEach(async () => under.close())

    test('what was never kept is known not to be there', async () => {
      expect(await under.artifacts.find('nobody')).toBeNull()
    })

    test('what was kept is found, also by who comes later', async () => {
      const { artifacts, reopen } = under
      const kept = artifact({ outputs: { url: 'http://one', text: '"quoted"\n' }, isTrusted: true })
      expect(await artifacts.keep(kept)).toEqual(kept)
      expect(await (await reopen()).find('identity')).toEqual(kept)
    })

    test('a result without bytes is kept too', async () => {
      const kept = artifact({ digest: null })
      expect(await under.artifacts.keep(kept)).toEqual(kept)
      expect(await under.artifacts.find('identity')).toEqual(kept)
    })

    test('the first one kept stays', async () => {
      const { artifacts } = under
      const first = artifact({ digest: 'digest-1' })
      await artifacts.keep(first)
      expect(await artifacts.keep(artifact({ digest: 'digest-2', isTrusted: true }))).toEqual(first)
      expect(await artifacts.find('identity')).toEqual(first)
    })

    test('of two kept at one moment one stays, and both are told which', async () => {
      const { artifacts } = under
      const both = await Promise.all([artifacts.keep(artifact({ digest: 'digest-1' })), artifacts.keep(artifact({ digest: 'digest-2' }))])
      expect(both[1]).toEqual(both[0])
      expect(await artifacts.find('identity')).toEqual(both[0])
    })
  })
}

function artifact(fields: Partial<StoredArtifact>): StoredArtifact {
  return { identity: 'identity', digest: 'digest-1', outputs: {}, isTrusted: false, ...fields }
}
