import { isFixture, type Problem, type Project } from './project.ts'

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/
/** Names that others look for, at the root or beside what they describe. */
const customary = /^(?:README|STYLE|CONTRIBUTING|CHANGELOG|ARCHITECTURE|SECURITY|RESULTS)\.md$|^LICENSE$|^NOTICE$/

export function fileNames(project: Project): readonly Problem[] {
  return [...project.paths]
    .filter((path) => !isFixture(path))
    .flatMap((path) => {
      const wrong = path.split('/').find((part) => !part.startsWith('.') && !customary.test(part) && !kebabCase.test(part))
      return wrong === undefined ? [] : [{ path, line: 1, message: `'${wrong}' is not in kebab case. Rename it to '${kebab(wrong)}'.` }]
    })
}

function kebab(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[_\s]+/g, '-')
    .toLowerCase()
}
