/** A rule that does not hold. The history that shows it is printed and made shorter. */
export class Violation extends Error {
  override readonly name = 'Violation'
  readonly invariant: string

  constructor(invariant: string, detail: string) {
    super(`${invariant}: ${detail}`)
    this.invariant = invariant
  }
}

export function demand(rule: boolean, invariant: string, detail: () => string): asserts rule {
  if (!rule) throw new Violation(invariant, detail())
}
