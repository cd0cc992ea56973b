import { describeDatabases } from '../conformance.ts'
import { openFakeDatabases } from './testing/open.ts'

describeDatabases('the fake databases', openFakeDatabases)
