/** `*` is any text, slashes too. Written without regular expressions: names come from outside. */
export function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*')
  const first = parts[0] ?? ''
  if (parts.length === 1) return pattern === name
  if (!name.startsWith(first)) return false
  const last = parts[parts.length - 1] ?? ''
  if (name.length < first.length + last.length || !name.endsWith(last)) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= name.length - last.length
}

/** How much of a pattern is not `*`. Of two that match, the one that says more wins. */
export function literalLength(pattern: string): number {
  return pattern.length - (pattern.split('*').length - 1)
}
