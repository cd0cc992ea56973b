import type { SourceFile } from '../source/files.ts'
import { linesThatMatch, type Problem, type Project } from './project.ts'

interface Lock {
  readonly packages?: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>
}

export function lockFile(project: Project): readonly Problem[] {
  return project.files
    .filter((file) => file.path === 'package-lock.json')
    .flatMap((file) => [
      ...linesThatMatch(
        file,
        /"resolved": /,
        '% names where a package came from. Run npm install with the .npmrc of the project, which leaves it out.',
      ),
      ...absentPlatforms(file),
    ])
}

/** npm leaves out, without a word, what it could not find for another platform; `npm ci` then refuses the whole file. */
function absentPlatforms(file: SourceFile): readonly Problem[] {
  const { packages = {} } = JSON.parse(file.text) as Lock
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map(([name, version]) => ({
        path: file.path,
        line: 1,
        message: `lacks ${name}@${version}, so that npm ci refuses it. Use a version of '${path}' whose packages for every platform can be had.`,
      })),
  )
}
