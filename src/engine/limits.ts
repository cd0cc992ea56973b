/** Every bound the engine keeps to. Times in milliseconds. */
export interface Limits {
  /** Inputs that are decided in one commit. */
  readonly batchMax: number
  /** Inputs that may wait in one stream before new ones are refused. */
  readonly waitingMax: number
  /** Streams that are worked on side by side. */
  readonly streamsAtOnceMax: number
  /** Streams whose state is kept in memory. */
  readonly streamsInMemoryMax: number
  /** Commits in a row that another writer forestalled, before this engine rests. */
  readonly staleMax: number
  /** Effects carried out at one time that are done in a moment, and that may last. */
  readonly quickMax: number
  readonly longMax: number
  /** How long a stream belongs to an engine that is not heard of, and an effect to a worker. */
  readonly streamLeaseMs: number
  readonly effectLeaseMs: number
  /** A quick call that has not returned by then is taken for lost, and after a long one is asked this often. */
  readonly quickMs: number
  readonly longMs: number
  /** Failed calls are made again after the first, doubling up to the second. */
  readonly retryMsMin: number
  readonly retryMsMax: number
  /** Time to a wake that a core asked for in the past: the first, doubling up to the second while it keeps asking. */
  readonly wakeGapMsMin: number
  readonly wakeGapMsMax: number
  /** How long answers and ended effects are remembered. An input that comes again after that is a new one. */
  readonly rememberMs: number
  /** How often what is older is forgotten, how much at a time, and the pause between two times while there is more. */
  readonly forgetEveryMs: number
  readonly forgetPauseMs: number
  readonly forgetMax: number
  /** How often the store is asked what other processes put there. Null: no other process has it open. */
  readonly pollMs: number | null
  /** How long work that is told to stop may take to let go. */
  readonly stopMs: number
}

export const defaultLimits: Limits = {
  batchMax: 256,
  waitingMax: 10_000,
  streamsAtOnceMax: 8,
  streamsInMemoryMax: 256,
  staleMax: 5,
  quickMax: 32,
  longMax: 64,
  streamLeaseMs: 30_000,
  effectLeaseMs: 30_000,
  quickMs: 60_000,
  longMs: 60_000,
  retryMsMin: 500,
  retryMsMax: 60_000,
  wakeGapMsMin: 1_000,
  wakeGapMsMax: 3_600_000,
  rememberMs: 90 * 24 * 3_600_000,
  forgetEveryMs: 24 * 3_600_000,
  forgetPauseMs: 60_000,
  forgetMax: 10_000,
  pollMs: 1_000,
  stopMs: 10_000,
}
