import { coreBugs } from './core-bugs.ts'
import { nothingPlanted, type Planted } from './planted.ts'
import { shellBugs } from './shell-bugs.ts'

/** Bugs by name, as somebody would tell them. */
export const bugs: Readonly<Record<string, Planted>> = { ...coreBugs, ...shellBugs }

export function plantedNamed(name: string | null): Planted {
  if (name === null) return nothingPlanted
  const planted = bugs[name]
  if (!planted) throw new RangeError(`There is no planted bug ${name}.`)
  return planted
}
