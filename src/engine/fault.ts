/** What went wrong inside the installation, for its log and its alarms. Nobody who asks for something is answered with one. */
export type EngineFault =
  /** The store failed. What was tried is tried again at `retryAt`. */
  | { readonly kind: 'store'; readonly doing: string; readonly error: unknown; readonly retryAt: number }
  /** One stream cannot go on. The others do. */
  | { readonly kind: 'stream'; readonly stream: string; readonly error: unknown; readonly retryAt: number }
  /** An input tripped an assertion. It is kept and can be unparked; its stream goes on. */
  | { readonly kind: 'parked'; readonly stream: string; readonly input: string; readonly error: unknown }
  /** The core wants to be woken at a moment that has passed. */
  | { readonly kind: 'wake in the past'; readonly stream: string; readonly wake: number; readonly now: number }
  /** A call to the outside failed. It is made again, or asked after, at `retryAt`. */
  | {
      readonly kind: 'effect'
      readonly stream: string
      readonly effect: string
      readonly attempt: number
      readonly error: unknown
      readonly retryAt: number
    }
  /** A receipt came when its effect had ended or was carried out again. It is kept, and moves nothing. */
  | { readonly kind: 'late receipt'; readonly stream: string; readonly effect: string; readonly attempt: number }

export type Report = (fault: EngineFault) => void

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
