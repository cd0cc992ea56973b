import { isFixture, linesThatMatch, type Problem, type Project } from './project.ts'

// Written in two halves, so that this file does not find itself.
const unfinishedMark = new RegExp(`\\b(?:TO${'DO'}|FIX${'ME'})\\b`)
const machinePath = /(?<![\w./~$}*-])(?:\/(?:work|root|Users|home\/[a-z][\w-]*)\/[\w.-]+|[A-Z]:\\Users\\)/
const registryAddress = /https?:\/\/[^\s"'`]*(?:registry|npmjs\.org|artifactory|nexus|verdaccio)[^\s"'`]*/i

export function unfinishedMarks(project: Project): readonly Problem[] {
  return written(project).flatMap((file) =>
    linesThatMatch(file, unfinishedMark, '% is a note to nobody. Do it now, or write it into docs/dev/open.md.'),
  )
}

export function machinePaths(project: Project): readonly Problem[] {
  return written(project).flatMap((file) =>
    linesThatMatch(
      file,
      machinePath,
      '% is a place on one machine. Use a path from the project, import.meta.dirname, or the temporary folder.',
    ),
  )
}

export function registryAddresses(project: Project): readonly Problem[] {
  return written(project).flatMap((file) =>
    linesThatMatch(file, registryAddress, '% is the address of a registry. Leave it to the settings of whoever installs.'),
  )
}

function written(project: Project): Project['files'] {
  return project.files.filter((file) => !isFixture(file.path) && !file.path.endsWith('package-lock.json'))
}
