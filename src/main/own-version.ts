import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The version in the package this file belongs to: it stands at another depth in a checkout than in a bundle. */
export function ownVersion(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const version = versionIn(join(folder, 'package.json'))
    if (version !== null) return version
  }
  return 'unknown'
}

function versionIn(path: string): string | null {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof content !== 'object' || content === null || !('name' in content) || content.name !== 'branchline') return null
    return 'version' in content ? String(content.version) : null
  } catch {
    return null
  }
}
