import type { Evidence, Verdict } from '../../../src/core/kernel/verdict.ts'
import type { Answer } from '../../../src/core/kernel/answer.ts'
import { clearersOf, sentenceOf } from '../../../src/core/verdict/sentence.ts'

/** Two contents of one commit have one name; it is told as #1, #2 and so on, in the order in which they are seen. */
export class Names {
  readonly #known = new Map<string, string>()

  told(text: string): string {
    return text.replaceAll(/\b[ct]-[0-9a-f]{7}\b/g, (id) => {
      const name = this.#known.get(id) ?? `#${this.#known.size + 1}`
      this.#known.set(id, name)
      return name
    })
  }
}

/** A verdict as somebody reads it: the sentence, who can end the wait, and when it may end by itself. */
export function verdictLine(verdict: Verdict): string {
  const by = clearersOf(verdict)
  const earliest = verdict.earliest === null ? '' : `, not before ${momentText(verdict.earliest)}`
  return `${verdict.state}: ${sentenceOf(verdict)}${by === '' ? '' : ` (${by})`}${earliest}`
}

/** What somebody is told, and what stands against it. */
export function answerLines(answer: Answer): string[] {
  switch (answer.kind) {
    case 'done':
      return [`${answer.code}${madeText(answer.made)}`]
    case 'refused':
      return [
        `refused: ${answer.found}`,
        ...answer.verdicts.filter((verdict) => verdict.state !== 'open').map((verdict) => `  ${verdictLine(verdict)}`),
      ]
    case 'ignored':
      return [`ignored: ${answer.code}`]
    default:
      return [answer.kind]
  }
}

/** Numbers that people will need again. */
function madeText(made: Evidence): string {
  const numbers = Object.entries(made).filter(([, value]) => typeof value === 'number')
  return numbers.length === 0 ? '' : ` (${numbers.map(([name, value]) => `${name} ${String(value)}`).join(', ')})`
}

export function momentText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

const units: Readonly<Record<string, number>> = {
  s: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}

export function ageMs(count: string, unit: string): number {
  const ms = units[unit] ?? units[unit.replace(/s$/, '')]
  if (ms === undefined) throw new Error(`there is no unit ${unit}`)
  return Number(count) * ms
}
