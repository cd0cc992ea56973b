import { describeExecutor } from '../conformance.ts'
import { openFakeExecutor } from './testing/open.ts'

describeExecutor('the fake executor', openFakeExecutor)
