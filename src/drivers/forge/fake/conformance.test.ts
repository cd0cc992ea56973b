import { describeForge } from '../conformance.ts'
import { openFakeForge } from './testing/open.ts'

describeForge('the fake forge', openFakeForge)
