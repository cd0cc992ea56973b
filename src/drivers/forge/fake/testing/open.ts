import { Faults } from '../../../../lib/faults.ts'
import { SeededRandom } from '../../../../lib/seeded-random.ts'
import type { ForgeUnderTest } from '../../conformance.ts'
import { FakeForge } from '../forge.ts'
import { treeOf } from '../tree.ts'

/** A fake forge where nothing goes wrong. */
export async function openFakeForge(): Promise<ForgeUnderTest> {
  const forge = new FakeForge({ faults: new Faults({ sleep: async () => {} }, new SeededRandom('forge')) })
  const repository = forge.add('shop')
  return {
    forge,
    repository: 'shop',
    processFile: 'branchline.yaml',
    write: async ({ parents, files, title }) => repository.write(parents, treeOf(files), title, 'ana').id,
    move: async (ref, to) => forge.push('shop', ref, to, 'ana'),
    close: async () => {},
  }
}
