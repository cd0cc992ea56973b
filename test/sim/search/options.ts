import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

export interface Options {
  /** Plays this one, and prints what happens in it. */
  readonly seed: number | null
  readonly from: number
  readonly seeds: number
  readonly seconds: number | null
  readonly threads: number
}

const seedsDefault = 1000
const threadsMax = 2

export const usage = `usage: npm run sim -- [--seeds N] [--from S] [--seconds T] [--threads N]
       npm run sim -- --seed S`

/** Null: they cannot be understood. */
export function optionsOf(args: readonly string[]): Options | null {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args: [...args], options: { seed: text, from: text, seeds: text, seconds: text, threads: text } })
    const number = (value: string | undefined, otherwise: number): number => whole(value) ?? otherwise
    return {
      seed: whole(values.seed),
      from: number(values.from, 1),
      seeds: number(values.seeds, values.seconds === undefined ? seedsDefault : Number.POSITIVE_INFINITY),
      seconds: whole(values.seconds),
      threads: number(values.threads, Math.min(threadsMax, availableParallelism())),
    }
  } catch {
    return null
  }
}

function whole(value: string | undefined): number | null {
  if (value === undefined) return null
  if (!/^\d+$/u.test(value)) throw new RangeError(`${value} is not a number`)
  return Number(value)
}
