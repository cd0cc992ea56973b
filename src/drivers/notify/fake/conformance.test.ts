import { Faults } from '../../../lib/faults.ts'
import { SeededRandom } from '../../../lib/seeded-random.ts'
import { describeNotify } from '../conformance.ts'
import { FakeNotify } from './notify.ts'

describeNotify('the fake chat', true, async () => {
  const notify = new FakeNotify({ faults: new Faults({ sleep: async () => {} }, new SeededRandom('notify')) })
  return { notify, seen: async () => notify.messages().map(({ key }) => key), close: async () => {} }
})
