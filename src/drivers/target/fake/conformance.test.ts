import { describeTarget } from '../conformance.ts'
import { openFakeTarget } from './testing/open.ts'

describeTarget('the fake target that compares generations', true, () => openFakeTarget())
describeTarget('the fake target that cannot', false, () => openFakeTarget({ canCompareGenerations: false }))
describeTarget('the fake target that leaves something standing', true, () => openFakeTarget({ leftovers: 0.5 }))
