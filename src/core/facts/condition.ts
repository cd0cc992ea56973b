/**
 * A condition, already parsed and type checked outside. A closed language: no regular
 * expressions, no clock, no loops. The core only interprets it.
 */
export type Condition =
  | { readonly op: 'literal'; readonly value: ConditionValue }
  /** `change.title`, `needs.unit.outputs.url`: a path from one of the roots. */
  | { readonly op: 'path'; readonly path: readonly string[] }
  | { readonly op: 'not' | 'negative' | 'size'; readonly of: Condition }
  | { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }
  | {
      readonly op: 'equal' | 'unequal' | 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal' | 'in' | 'plus' | 'minus'
      readonly left: Condition
      readonly right: Condition
    }
  | { readonly op: 'starts-with' | 'ends-with' | 'contains'; readonly text: Condition; readonly part: Condition }
  | { readonly op: 'list'; readonly items: readonly Condition[] }
  | { readonly op: 'choose'; readonly if: Condition; readonly then: Condition; readonly else: Condition }
  /** `has(release.version)`: is there a value at the path? */
  | { readonly op: 'has'; readonly path: readonly string[] }

export type ConditionValue = string | number | boolean | null | readonly ConditionValue[] | { readonly [key: string]: ConditionValue }

/** A condition with the text it was written as, which is what people are shown. */
export interface Rule {
  readonly text: string
  readonly condition: Condition
}
