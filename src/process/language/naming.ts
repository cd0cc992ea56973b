import { fileRegex, nameRegex, patternRegex, refuseBranch, refuseFile } from '../phrase/name-slots.ts'
import { builtInTeamNames } from './phrases/people.ts'
import type { Naming } from './type.ts'

const own = 'small letters, digits and dashes, a letter first'

export const ownName: Naming = { placeholder: 'NAME', says: own, regex: nameRegex }
export const teamName: Naming = { ...ownName, reserved: [...builtInTeamNames, 'everyone', 'nobody'] }
export const libraryName: Naming = { ...ownName, reserved: ['std'] }
/** `for: component` means all of them. */
export const componentNaming: Naming = { ...ownName, reserved: ['component'] }
/** `data: live` and `data: empty` mean something else. */
export const snapshotName: Naming = { ...ownName, reserved: ['live', 'empty', 'latest'] }
export const branchPattern: Naming = {
  placeholder: 'PATTERN',
  says: 'a branch, or a pattern in which `*` is any text',
  regex: patternRegex,
  refuse: refuseBranch,
}
export const pathPattern: Naming = {
  placeholder: 'PATHS',
  says: 'files, as a path in which `*` is any text',
  regex: fileRegex,
  refuse: refuseFile,
}
export const variableName: Naming = { placeholder: 'NAME', says: 'capital letters, digits and _, a letter first', regex: '[A-Z][A-Z0-9_]*' }
export const parameterName: Naming = { placeholder: 'NAME', says: own, regex: nameRegex }
