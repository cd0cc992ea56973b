/** The pattern of a form, taken apart. */
export type Step =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'slot'; readonly slot: string }
  | { readonly kind: 'optional'; readonly steps: readonly Step[] }

const known = new Map<string, readonly Step[]>()

export function stepsOf(pattern: string): readonly Step[] {
  const before = known.get(pattern)
  if (before !== undefined) return before
  const tokens = pattern.match(/\[|\]|[^\s[\]]+/gu) ?? []
  const steps = readSteps(tokens)
  known.set(pattern, steps)
  return steps
}

function readSteps(tokens: string[]): readonly Step[] {
  const steps: Step[] = []
  for (let token = tokens.shift(); token !== undefined && token !== ']'; token = tokens.shift()) {
    if (token === '[') steps.push({ kind: 'optional', steps: readSteps(tokens) })
    else if (/^[A-Z][A-Z/]*$/u.test(token)) steps.push({ kind: 'slot', slot: token })
    else steps.push({ kind: 'word', word: token })
  }
  return steps
}
