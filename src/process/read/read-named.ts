import { limits } from '../limits.ts'
import type { Naming, Type } from '../language/type.ts'
import type { Span } from '../source/span.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import type { Named, Place, Reading } from './reading.ts'

/** Reads entries under names of the team's own. */
export function readNamed<T>(naming: Naming, of: Type<T>, node: Node, place: Place, reading: Reading): readonly Named<T>[] | null {
  if (node.kind !== 'keys') {
    reading.problems.report(
      { ...node.span, end: node.span.start + 1 },
      `\`${place.key}\` takes names with their keys`,
      `write ${naming.placeholder}: under it`,
    )
    return null
  }
  if (isEmptyBraces(node)) {
    reading.problems.report(node.span, `\`${place.key}\` is empty`, `write ${naming.placeholder}: in it, or leave the key out`)
    return null
  }
  const tooMany = node.entries[limits.entriesMax]
  if (tooMany !== undefined) refuseMore(tooMany.key.span, place.key, reading)
  const whole = new RegExp(`^(?:${naming.regex})$`, 'u')
  return node.entries.slice(0, limits.entriesMax).flatMap(({ key, value }) => {
    if (!isName(key, naming, whole, reading)) return []
    const read = of.read(value, { path: [...place.path, key.text], key: innerKey(of, place, key) }, reading)
    return read === null ? [] : [{ name: key.text, span: key.span, value: read }]
  })
}

export function refuseMore(span: Span, section: string, reading: Reading): void {
  reading.isTooMuch = true
  reading.problems.report(
    span,
    `more than ${limits.entriesMax} names stand in \`${section}\``,
    'one project needs fewer, or is several projects',
  )
}

/** Entries that were refused before leave none too, but were told already. */
function isEmptyBraces({ span }: Node): boolean {
  return /^\{\s*\}$/u.test(span.source.text.slice(span.start, span.end))
}

/** In `env: { PORT: 80 }` the value is PORT's; in `teams: { leads: [...] }` too. */
function innerKey<T>(of: Type<T>, place: Place, key: Scalar): string {
  return of.shape.kind === 'block' ? place.key : key.text
}

function isName(key: Scalar, naming: Naming, whole: RegExp, reading: Reading): boolean {
  const name = key.text
  if (naming.reserved?.includes(name) === true) {
    reading.problems.report(key.span, `\`${name}\` is built in`, 'choose another name')
    return false
  }
  const fix = naming.refuse?.(name) ?? null
  if (fix === null && name.length <= limits.wordMax && whole.test(name)) return true
  const lower = name.toLowerCase().replaceAll(/[\s_.]+/gu, '-')
  const upper = name
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .toUpperCase()
    .replaceAll(/[\s.-]+/gu, '_')
  const better = [lower, upper].find((candidate) => candidate !== name && whole.test(candidate))
  reading.problems.report(
    key.span,
    `\`${name}\` is not a name that fits here`,
    fix ?? (better === undefined ? naming.says : `did you mean \`${better}\`?`),
  )
  return false
}
