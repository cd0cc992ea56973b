/**
 * Ids of the inputs that the engine makes itself. They are the same however often they are
 * made, so that a restart makes nothing twice, and no two streams share one: a core derives ids from them.
 */
export const wakeId = (stream: string, at: number): string => `wake/${stream}/${at}`
export const startingId = (effect: string, attempt: number): string => `starting/${effect}/${attempt}`
export const receiptId = (effect: string, attempt: number): string => `receipt/${effect}/${attempt}`

/** The attempt of a receipt for an effect that nobody had begun. */
export const noAttempt = 0

/** `project/shop` is of kind `project`. */
export function kindOf(stream: string): string {
  return stream.split('/', 1)[0] ?? stream
}
