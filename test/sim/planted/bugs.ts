import { nothingPlanted, type Planted } from './planted.ts'

/** Bugs by name, each with what it would do to people. */
export const bugs: Readonly<Record<string, Planted>> = {}

export function plantedNamed(name: string | null): Planted {
  if (name === null) return nothingPlanted
  const planted = bugs[name]
  if (!planted) throw new RangeError(`There is no planted bug ${name}.`)
  return planted
}
