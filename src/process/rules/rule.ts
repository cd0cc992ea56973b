import type { ProcessBlock } from '../language/blocks.ts'
import type { Reading } from '../read/reading.ts'

/** Something that must hold across keys. Reports each place where it does not. */
export type CheckRule = (process: ProcessBlock, reading: Reading) => void

/** `a`, `b` and `c`, each in backticks. */
export function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  if (quoted.length < 2) return quoted.join('')
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`
}
