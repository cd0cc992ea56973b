import { checkAddresses } from './addresses.ts'
import { checkChecks } from './checks.ts'
import { checkComplete } from './complete.ts'
import { checkContradictions } from './contradictions.ts'
import { checkCycles } from './cycles.ts'
import { checkData } from './data.ts'
import { checkDeadEnds } from './dead-ends.ts'
import { checkGrants } from './grants.ts'
import { checkInputs } from './inputs.ts'
import { checkLanes } from './lanes.ts'
import { checkLibraries } from './libraries.ts'
import { checkNames } from './names.ts'
import { checkNumbers } from './numbers.ts'
import { checkOutputs } from './outputs.ts'
import { checkPatterns } from './patterns.ts'
import type { CheckRule } from './rule.ts'
import { checkSkips } from './skips.ts'

/** Everything that must hold across keys. */
export const rules: readonly CheckRule[] = [
  checkNames,
  checkComplete,
  checkContradictions,
  checkCycles,
  checkLanes,
  checkDeadEnds,
  checkSkips,
  checkData,
  checkPatterns,
  checkAddresses,
  checkChecks,
  checkNumbers,
  checkOutputs,
  checkGrants,
  checkInputs,
  checkLibraries,
]
