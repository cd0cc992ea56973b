/** Why a condition is not taken: where in its text, what was found, and what would be right. */
export interface Refusal {
  readonly start: number
  readonly end: number
  readonly found: string
  readonly fix: string
}

export class ConditionRefused extends Error {
  readonly refusal: Refusal

  constructor(start: number, end: number, found: string, fix: string) {
    super(found)
    this.refusal = { start, end, found, fix }
  }
}
