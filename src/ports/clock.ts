/** The only source of time outside the core. The store's clock decides what the core is told. */
export interface Clock {
  /** Milliseconds since 1970, UTC. May jump: the engine never hands the core less than before. */
  now(): number
  /** Resolves after `ms`, or at once when `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
