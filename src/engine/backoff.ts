import type { Limits } from './limits.ts'

/** From 0 to 1, 1 excluded: handed in, so that a simulation repeats. */
export type Jitter = () => number

/** How long to wait after so many failures in a row: doubled each time, up to a limit, less up to half of it. */
export function backoffMs(failures: number, limits: Limits, jitter: Jitter): number {
  const full = Math.min(limits.retryMsMax, limits.retryMsMin * 2 ** Math.min(failures - 1, 30))
  return Math.round(full * (1 - jitter() / 2))
}
