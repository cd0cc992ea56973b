import { sha256 } from '../lib/sha256.ts'

/**
 * Ids of the inputs that the engine makes itself. They are the same however often they are
 * made, so that a restart makes nothing twice, and no two streams share one: a core derives ids from them.
 */
export const wakeId = (stream: string, at: number): string => `wake/${stream}/${at}`
export const startingId = (effect: string, attempt: number): string => `${starting}${short(effect)}/${attempt}`
/** Of an input that speaks of an effect: whether it asks for its permit. */
export const isStartingId = (id: string): boolean => id.startsWith(starting)
export const receiptId = (effect: string, attempt: number): string => `receipt/${short(effect)}/${attempt}`
export const tellId = (from: string, effect: string): string => `tell/${from}/${short(effect)}`

const starting = 'starting/'

/** The attempt of a receipt for an effect that nobody had begun. */
export const noAttempt = 0

const shortMax = 60
const digestLength = 24

/**
 * Ids are made of the ids they come from: a receipt names its effect, the next effect the receipt, and so
 * on for as long as one thing leads to another. So they are cut, and a digest stands for what was cut off.
 */
function short(id: string): string {
  if (id.length <= shortMax) return id
  return `${id.slice(0, shortMax - digestLength - 1)}~${sha256(id).slice(0, digestLength)}`
}

/** `project/shop` is of kind `project`. */
export function kindOf(stream: string): string {
  return stream.split('/', 1)[0] ?? stream
}
