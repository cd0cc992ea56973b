import { Faults } from '../../../lib/faults.ts'
import { SeededRandom } from '../../../lib/seeded-random.ts'
import { describeArtifacts } from '../conformance.ts'
import { FakeArtifacts } from './artifacts.ts'

describeArtifacts('the fake artifacts', async () => {
  const artifacts = new FakeArtifacts({ faults: new Faults({ sleep: async () => {} }, new SeededRandom('artifacts')) })
  return { artifacts, reopen: async () => artifacts, close: async () => {} }
})
